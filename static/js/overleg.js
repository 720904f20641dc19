// A meeting with more than one writer, on a line that may drop. The page works without this: then save and reload by hand.
// It keeps what is typed on the server every few seconds, sends it again until it arrived, shows what others note,
// and says when the meeting went on. Nothing is left in the browser's storage: it may be a shared machine.
"use strict";

const meeting = document.querySelector("[data-overleg]");
const says = document.getElementById("stand");
const form = document.getElementById("punt-form");
const notes = form && form.querySelector("[data-bewaar]");
const kept = document.querySelector("[data-bewaard]");
const others = document.getElementById("meeschrijvers");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
// All that is typed: the notes, and the outcome that is being filled in.
const FIELDS = ["aantekening", "uitkomst", "tekst", "eigenaar", "deadline", "terugkijken_op", "keuze"];
const typed = () => {
  const data = new FormData(form);
  return JSON.stringify(FIELDS.map((name) => data.get(name) || ""));
};
let saved = notes ? typed() : "";
let refused = null; // what the server would not keep as it is: it waits here for its writer
let saving = null;
let wait = 2000;

function tell(text, link) {
  if (!says || says.dataset.text === text) return;
  says.dataset.text = text;
  says.replaceChildren();
  if (!text) return;
  const box = document.createElement("p");
  box.className = "melding warning";
  box.textContent = text + " ";
  if (link) {
    const a = document.createElement("a");
    a.href = location.pathname;
    a.textContent = link;
    box.append(a);
  }
  says.append(box);
}

async function post(url, data) {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(data),
    headers: { "X-CSRFToken": token(), Accept: "application/json" },
    credentials: "same-origin",
    signal: AbortSignal.timeout(8000),
  });
  if (response.redirected) loggedOut();
  if (response.redirected || response.status >= 500) throw new Error("server");
  return response;
}

// The session ended: what is typed is kept as a concept, and stands here again after logging in.
let out = false;
function loggedOut() {
  if (!out && form) form.dispatchEvent(new Event("bewaar-concept"));
  out = true;
  tell("Je bent uitgelogd. Wat je typte is bewaard en staat hier weer als je bent ingelogd.", "Log in");
}

async function keep() {
  if (!notes || typed() === saved || typed() === refused || saving) return saving;
  const sent = typed();
  const text = notes.value;
  const version = form.querySelector("[name=versie]");
  const data = Object.fromEntries(FIELDS.map((name, nr) => [name, JSON.parse(sent)[nr]]));
  saving = (async () => {
    try {
      const response = await post(notes.dataset.bewaar, { ...data, versie: version.value || "0" });
      const answer = await response.json();
      if (answer.fout) {
        refused = sent;
        if (kept) kept.textContent = `Nog niet bewaard: ${answer.fout}`;
      } else {
        version.value = answer.versie;
        saved = sent;
        // Another window of mine had more: show both, unless I typed on in the meantime.
        if (answer.tekst !== text.trim() && notes.value === text) {
          const before = typed();
          notes.value = answer.tekst;
          if (saved === before) saved = typed();
        }
        if (kept) kept.textContent = "Bewaard, ook wat je bij de uitkomst invulde.";
        out = false;
        tell("");
      }
      wait = 2000;
    } catch {
      if (!out) tell("Geen verbinding. Wat je typt blijft hier staan en gaat vanzelf alsnog weg. Sluit deze pagina niet.");
      wait = Math.min(wait * 1.5, 10000);
    }
    saving = null;
  })();
  return saving;
}

if (notes) {
  const again = async () => {
    await keep();
    setTimeout(again, wait);
  };
  setTimeout(again, wait);
  notes.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") form.requestSubmit(form.querySelector("button"));
  });
  addEventListener("beforeunload", (event) => {
    if (typed() !== saved && !form.dataset.leaving && !out) event.preventDefault();
  });
  addEventListener("online", keep);
}

// A form sent while the line is down comes back as an error page, and what was typed would be gone. So first ask whether
// we are heard; if not, hold it here and try again. Sent twice, the hidden key makes one outcome of it.
if (form) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.leaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter || form.querySelector("button");
    for (;;) {
      try {
        const alive = await fetch(meeting.dataset.overleg, { credentials: "same-origin", signal: AbortSignal.timeout(5000) });
        if (alive.redirected) {
          out = false; // typed on since: keep that too
          loggedOut();
          return;
        }
        if (alive.ok) break;
        throw new Error("server");
      } catch {
        tell("Geen verbinding. Je uitkomst staat klaar en wordt verstuurd zodra het weer kan. Sluit deze pagina niet.");
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
    }
    if (saving) await saving;
    form.dataset.leaving = "1";
    form.requestSubmit(button);
  }, true);
}

async function look() {
  try {
    const point = others ? `?punt=${others.dataset.punt}` : "";
    const response = await fetch(meeting.dataset.overleg + point, { credentials: "same-origin", signal: AbortSignal.timeout(8000) });
    if (response.redirected) loggedOut();
    if (!response.ok || response.redirected) throw new Error("server");
    const answer = await response.json();
    if (answer.stand !== meeting.dataset.stand) {
      const typing = form && (typed() !== saved || form.contains(document.activeElement));
      if (!typing) {
        location.reload();
        return;
      }
      tell("Het overleg is verder gegaan. Wat je typt is bewaard of gaat mee.", "Ga mee");
    } else if (says && says.dataset.text && (!notes || typed() === saved)) {
      tell("");
    }
    if (others) {
      const shown = JSON.stringify(answer.aantekeningen);
      if (others.dataset.shown !== shown) {
        others.dataset.shown = shown;
        others.replaceChildren(...answer.aantekeningen.map((note) => {
          const card = document.createElement("div");
          card.className = "kaart vlak";
          const who = document.createElement("p");
          const name = document.createElement("strong");
          const text = document.createElement("p");
          who.className = "klein";
          text.className = "tekst klein";
          name.textContent = note.wie;
          text.textContent = note.tekst;
          who.append(name);
          card.append(who, text);
          return card;
        }));
      }
    }
  } catch {
    if (!out) tell("Geen verbinding. We proberen het vanzelf opnieuw.");
  }
}
if (meeting && "bezig" in meeting.dataset) setInterval(look, 4000);
