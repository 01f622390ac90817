// The review list by keyboard, and what htmx leaves to the page: forms with mistakes, refusals, focus after a swap.
const answers = () => [...document.querySelectorAll(".q-answer")];
const current = () => document.activeElement?.closest(".q-answer");
const status = document.querySelector(".q-status");
const keys = document.querySelector("#keys");
const keysOn = document.querySelector("#keys-on");

const say = (text, wrong = false) => {
  status.textContent = text;
  status.classList.toggle("q-wrong", wrong);
};

keysOn.checked = localStorage.getItem("review-keys") !== "off";
keysOn.addEventListener("change", () => localStorage.setItem("review-keys", keysOn.checked ? "on" : "off"));

function move(step) {
  const list = answers();
  const at = list.indexOf(current());
  const next = at < 0 ? list[0] : list[at + step];
  if (!next) return say(step > 0 ? "This is the last answer of this page." : "This is the first answer of this page.");
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const press = (key) => current()?.querySelector(`[data-key="${key}"]`)?.click();

function closeEdits(except) {
  document.querySelectorAll(".q-edit").forEach((edit) => { if (edit !== except) edit.replaceChildren(); });
}

let wantsOwner = false;
const panel = document.querySelector("#panel");
let besides = null; // the answer whose panel is open, to lead the focus back to

function closePanel() {
  if (!panel?.hasChildNodes()) return false;
  panel.replaceChildren();
  document.getElementById(besides)?.focus();
  return true;
}

const DEEDS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press("a"),
  e: () => press("e"),
  n: () => press("n"),
  x: () => press("x"),
  i: () => press("i"),
  g: () => { wantsOwner = true; press("i"); },
  o: () => current()?.querySelectorAll(".q-citation").forEach((source) => { source.open = !source.open; }),
  "?": () => { keys.open = !keys.open; keys.querySelector("summary").focus(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest("#panel")) return closePanel();
  if (event.key === "Escape" && current()) {
    const answer = current();
    closeEdits();
    closePanel();
    answer.focus();
    return;
  }
  if (!keysOn.checked || event.target.matches("input, textarea, select")) return;
  const arrow = { ArrowDown: "j", ArrowUp: "k" }[event.key];
  const deed = DEEDS[arrow && event.target.matches(".q-answer") ? arrow : event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-panel]")) {
    event.preventDefault();
    return closePanel();
  }
  const close = event.target.closest("[data-close]");
  if (!close) return;
  event.preventDefault();
  const answer = close.closest(".q-answer");
  closeEdits();
  answer.focus();
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  say("");
  if (event.target.matches("[data-key=e]")) closeEdits();
  if (event.target.matches("[data-key=i]")) besides = event.target.closest(".q-answer").id;
});

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const again = event.detail.xhr.getResponseHeader("HX-Retarget");
  if (event.detail.xhr.status === 422 || (event.detail.xhr.status === 409 && again)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  const edit = event.detail.target.matches(".q-edit") ? event.detail.target : null;
  if (edit) return (edit.querySelector(".app-errors") ?? edit.querySelector("select")).focus();
  if (event.detail.target === panel) {
    if (!panel.contains(document.activeElement)) (wantsOwner && panel.querySelector("#assignee") || panel).focus(); // htmx tells it once an element
    wantsOwner = false;
    return;
  }
  const answer = document.getElementById(event.detail.target.id);
  if (!answer?.matches(".q-answer")) return;
  answer.focus();
  say(`${answer.querySelector(".app-badge").textContent}: saved.`);
});

document.body.addEventListener("htmx:responseError", (event) => {
  const known = {
    409: "Somebody else has changed this answer, or it has no answer yet. Reload the page to see how it stands.",
    403: "Your role does not allow this.",
    400: "This page was open for too long. Reload it and try again.",
  };
  say(known[event.detail.xhr.status] ?? "That did not work. Reload the page and try again.", true);
});
document.body.addEventListener("htmx:sendError", () => say("The service cannot be reached. Try again in a minute.", true));
