// Everything works without this. It adds: focus on errors, no double send, copying a text, a menu that shows where you are, a running clock, a part that follows, and keeping what is typed.
"use strict";

const errors = document.getElementById("fouten");
if (errors) errors.focus();

// On a phone the menu is one line to scroll: where you are is in sight.
const here = document.querySelector(".menu [aria-current]");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 40;

// A picture wider than the screen follows the keyboard.
document.addEventListener("focusin", (event) => {
  if (event.target.closest("svg a")) event.target.scrollIntoView({ block: "nearest", inline: "center" });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// What is typed is kept on the server while typing, and once more when the page goes out of sight: a phone that closes, a
// session that ends. The meeting keeps its own notes, and asks for this when that does not work.
for (const card of document.querySelectorAll("[data-concept]")) {
  const form = card.form;
  const says = document.createElement("p");
  says.className = "klein zacht niet-afdrukken";
  let timer = null;
  const keep = async () => {
    clearTimeout(timer);
    timer = null;
    try {
      const data = new URLSearchParams(new FormData(form));
      const answer = await fetch(card.dataset.concept, { method: "POST", body: data, credentials: "same-origin", keepalive: document.hidden });
      if (!answer.ok) throw new Error("server");
      const { bewaard, ingelogd } = await answer.json();
      const kept = bewaard ? "Bewaard als concept." : "";
      says.textContent = ingelogd ? kept : `Je bent uitgelogd. ${kept} Log in en ga verder.`;
    } catch {
      says.textContent = "Geen verbinding. Het laatste is nog niet bewaard.";
      timer ??= setTimeout(keep, 5000);
    }
  };
  form.append(says);
  form.addEventListener("bewaar-concept", keep);
  if (form.querySelector("[data-bewaar]")) continue;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && timer) keep();
  });
}

for (const text of document.querySelectorAll("[data-kopieer]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--secondary-action knop-klein";
  button.textContent = text.dataset.kopieer;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = "Gekopieerd";
    } catch {
      button.textContent = "Geselecteerd: kopieer met Ctrl+C";
    }
  });
  text.after(button);
}

for (const clock of document.querySelectorAll("[data-klok]")) {
  const begin = Date.parse(clock.dataset.klok);
  const before = Number(clock.dataset.seconden || 0);
  const show = () => {
    const seconds = Math.max(0, before + Math.round((Date.now() - begin) / 1000));
    clock.classList.toggle("over", "minuten" in clock.dataset && seconds > 60 * Number(clock.dataset.minuten));
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  show();
  setInterval(show, 1000);
}

// A part of a page that follows what happens elsewhere: fetched anew every so many seconds, while somebody looks.
for (const part of document.querySelectorAll("[data-ververs]")) {
  const seconds = Number(part.dataset.ververs);
  if (!seconds) continue;
  setInterval(async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = fresh.querySelector("[data-ververs]");
      if (found) part.replaceChildren(...found.childNodes);
    } catch {
      // no network for a moment: the next time
    }
  }, 1000 * seconds);
}

// Two minutes before the login ends it is said, and one click puts it off. Another tab may have done so already: ask first.
for (const warning of document.querySelectorAll("[data-sessie]")) {
  const words = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--secondary-action";
  button.textContent = "Ingelogd blijven";
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const wait = (seconds) => setTimeout(look, Math.max(0, seconds - 120) * 1000);
  const ask = async (options) => {
    const answer = await fetch(warning.dataset.adres, { credentials: "same-origin", ...options });
    return answer.ok && !answer.redirected ? (await answer.json()).over : 0;
  };
  const say = (over) => {
    warning.hidden = over > 120;
    if (over > 120) return wait(over);
    const kept = document.querySelector("[data-concept]") ? " Wat je typte is bewaard." : "";
    words.textContent = over ? `Over twee minuten word je uitgelogd.${kept}` : `Je bent uitgelogd.${kept} Log in en ga verder.`;
    warning.replaceChildren(words, ...(over ? [button] : []));
    if (over) setTimeout(look, over * 1000);
  };
  const look = async () => {
    try {
      say(await ask({}));
    } catch {
      setTimeout(look, 5000);
    }
  };
  button.addEventListener("click", async () => {
    try {
      say(await ask({ method: "POST", headers: { "X-CSRFToken": token } }));
    } catch {
      words.textContent = "Geen verbinding. Probeer het nog eens.";
    }
  });
  wait(Number(warning.dataset.sessie));
}
