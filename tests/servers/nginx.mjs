// Does real nginx, with the generated configuration, answer as it must? Usage: node tests/servers/nginx.mjs TARGET
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./ask.mjs";

await run(({ target, folder, port }) => {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `  ${name}_temp_path ${join(folder, name)};`);
  mkdirSync(join(folder, "logs"));
  const conf = join(folder, "nginx.conf");
  // A careless server around the generated part: what that part does not say must not be inherited.
  writeFileSync(conf, `${process.getuid() === 0 ? "user root;\n" : ""}daemon off;
worker_processes 1;
pid ${join(folder, "pid")};
error_log ${join(folder, "logs/error.log")};
events {}
http {
  access_log off;
  autoindex on;
  server_tokens on;
  add_header Cache-Control "public, max-age=99999";
  open_file_cache max=100;
${temporary.join("\n")}
  server {
    listen 127.0.0.1:${port};
    include ${resolve(target)}/current/server/nginx.conf;
  }
}
`);
  const nginx = ["nginx", "-e", join(folder, "logs/error.log"), "-p", folder, "-c", conf];
  return { test: [...nginx, "-t", "-q"], start: nginx };
});
