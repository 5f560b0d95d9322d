// Quicker minuting; everything here also works without it. What is typed is kept on the server as it is typed, and in this
// browser as long as that does not succeed: only the words themselves, and only until they are saved. A computer may be
// shared: signing out, somebody else at the cockpit and three days each take them away (portal.js does the first and the last).

const form = document.querySelector("form[data-item]");
const PREFIX = /^([baivwg]) (?=\S|$)/;
const KINDS = { b: "decision", a: "action", i: "insight", v: "question", w: "agreement", g: "example" };
const TYPED = ["notes", "text", "kind", "owner", "due_on", "openness", "seen", "before"];

const press = (what) => document.querySelector(`#stap [data-${what}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.target.closest("select") && event.altKey) return;
  if (event.altKey && !event.ctrlKey && event.key === "ArrowDown") {
    event.preventDefault();
    press("next");
  } else if (event.altKey && !event.ctrlKey && event.key === "ArrowUp") {
    event.preventDefault();
    press("previous");
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.contains(event.target)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// --- one item ---

if (form) {
  const state = form.querySelector("[data-state]");
  const key = `kladje:${form.dataset.who}:${form.dataset.item}`;
  const typed = () => Object.fromEntries(TYPED.map((name) => [name, form.elements[name]?.value ?? ""]));
  const first = JSON.stringify(typed());

  // What belongs to another kind of outcome stands aside.
  const suit = () => {
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(form.elements.kind.value);
  };
  form.elements.kind.addEventListener("change", suit);
  suit();

  form.elements.text.addEventListener("input", () => {
    const found = PREFIX.exec(form.elements.text.value);
    if (!found) return;
    form.elements.kind.value = KINDS[found[1]];
    form.elements.text.value = form.elements.text.value.slice(2);
    suit();
  });

  // In this browser; storage may be closed to us. `sent`: on its way to the server as it stands here.
  const local = {
    put: (sent) => { try { localStorage.setItem(key, JSON.stringify({ ...typed(), once: form.elements.once.value, sent, at: Date.now() })); } catch {} },
    drop: () => { try { localStorage.removeItem(key); } catch {} },
    get: () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  };
  try {
    const others = Object.keys(localStorage).filter((one) => one.startsWith("kladje:") && !one.startsWith(`kladje:${form.dataset.who}:`));
    for (const one of others) localStorage.removeItem(one);
  } catch {}

  const say = (words, link) => {
    if (state.textContent === words) return;
    state.textContent = words;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = form.dataset.signIn;
      anchor.textContent = link;
      state.append(" ", anchor);
    }
  };

  let waiting, busy = false, again = false;
  const keep = async () => {
    if (busy) { again = true; return; }
    busy = true;
    const sent = JSON.stringify(typed());
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.status === 204) {
        if (sent === JSON.stringify(typed())) local.drop();
        say("Kladje bewaard.");
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        say("Je bent uitgelogd. Wat je typte, staat nog in deze browser.", "Log opnieuw in");
      } else {
        say("Nog niet bewaard. Wat je typte, staat nog in deze browser.");
      }
    } catch {
      say("Geen verbinding. Wat je typt, blijft in deze browser staan.");
    }
    busy = false;
    if (again) { again = false; keep(); }
  };

  form.addEventListener("input", () => {
    local.put(false);
    clearTimeout(waiting);
    waiting = setTimeout(keep, 700);
  });
  // What is being sent stays here until the next page says that it was saved.
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    if (JSON.stringify(typed()) !== first || local.get()) local.put(true);
  });
  addEventListener("online", () => { if (local.get()) keep(); });

  // Typed before, and neither saved nor kept by the server: offered back. A page that was refused holds what was sent.
  const before = local.get();
  if ("refused" in form.dataset) {
    local.put(false);
  } else if (before) {
    const same = before.notes === form.elements.notes.value && before.text === form.elements.text.value;
    if (same || before.sent && before.once === form.dataset.saved) local.drop();
    else offer(before);
  }

  function offer(kept) {
    const box = document.getElementById("teruggeven").content.firstElementChild.cloneNode(true);
    box.querySelector("blockquote").textContent = [kept.notes !== form.elements.notes.value ? kept.notes : "", kept.text].filter(Boolean).join("\n");
    const [back, away] = box.querySelectorAll("button");
    back.addEventListener("click", () => {
      for (const name of TYPED) if (form.elements[name] && kept[name] !== undefined) form.elements[name].value = kept[name];
      suit();
      box.remove();
      form.elements.text.focus();
      keep();
    });
    away.addEventListener("click", () => {
      local.drop();
      box.remove();
      form.elements.text.focus();
    });
    // The form has a field called "before", which hides the method.
    form.parentNode.insertBefore(box, form);
  }
}

// --- who is there: a letter a person ---

const presence = document.querySelector("form[data-presence]");
const HOW = { a: "present", m: "excused", n: "absent", v: "deputy" };

presence?.addEventListener("keydown", (event) => {
  const row = event.target.closest("fieldset");
  if (!row || !(event.key in HOW) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const choice = row.querySelector(`input[value=${HOW[event.key]}]`);
  choice.checked = true;
  const next = row.nextElementSibling;
  const target = next ? next.querySelector("input:checked") ?? next.querySelector("input") : presence.querySelector("[data-next]");
  target.focus();
});
presence?.querySelector("fieldset input:checked, fieldset input")?.focus({ preventScroll: true });
