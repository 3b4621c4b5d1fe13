// Does real Caddy, with the generated configuration, answer as it must? Usage: node tests/servers/caddy.mjs TARGET
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./ask.mjs";

await run(({ target, folder, port }) => {
  const file = join(folder, "Caddyfile");
  writeFileSync(file, `{
\tadmin off
\tauto_https off
\tlog {
\t\tlevel ERROR
\t}
}
http://127.0.0.1:${port} {
\timport ${resolve(target)}/current/server/Caddyfile
}
`);
  const of = ["--config", file, "--adapter", "caddyfile"];
  return { test: ["caddy", "validate", ...of], start: ["caddy", "run", ...of] };
});
