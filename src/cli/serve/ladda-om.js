// Loads the page anew when the content has changed; shows what is wrong when it cannot be built.
// Only the preview sends this file; a built site does not have it.
"use strict";
(() => {
  let version = document.currentScript.dataset.version;
  const isFaultPage = document.querySelector("[data-redovisa-fel]") !== null;
  let overlay = null;

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  const seen = () => new Promise((done) => {
    if (!document.hidden) return done();
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });

  function add(parent, name, text, attributes = {}) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    parent.append(element);
    return element;
  }

  function close() {
    overlay?.remove();
    overlay = null;
  }

  function show(fault) {
    close();
    if (!document.querySelector("link[href='/_redovisa/overlay.css']")) {
      add(document.head, "link", "", { rel: "stylesheet", href: "/_redovisa/overlay.css" });
    }
    overlay = add(document.body, "section", "", { class: "redovisa-fel", "aria-label": "Fel i innehållet", lang: "sv" });
    const alert = add(overlay, "div", "", { role: "alert" });
    add(alert, "h2", "Innehållet har fel");
    add(alert, "p", "Sidan visar det senaste som gick att bygga.");
    add(overlay, "pre", fault, { tabindex: "0" });
    add(overlay, "button", "Stäng", { type: "button" }).addEventListener("click", close);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  // One question at a time; the server answers when there is news, or after a while without.
  async function ask(signal) {
    const address = `/_redovisa/version?efter=${encodeURIComponent(version)}`;
    const news = await (await fetch(address, { cache: "no-store", signal })).json();
    if (news.version === version) return;
    if (news.fel === null || isFaultPage) {
      location.reload();
      await new Promise(() => {});
    }
    version = news.version;
    show(news.fel);
  }

  // A tab that is not seen asks nothing: a browser has only six connections to a server, for all tabs together.
  (async () => {
    for (;;) {
      await seen();
      const stop = new AbortController();
      document.addEventListener("visibilitychange", () => stop.abort(), { once: true });
      await ask(stop.signal).catch(() => pause(1000));
    }
  })();
})();
