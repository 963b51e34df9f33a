// What every page gains when scripts run. Each page works without them.
"use strict";

// Plus and minus buttons beside a number: <button type="button" data-step="-0,5" data-for="id_field" hidden>
for (const button of document.querySelectorAll("[data-step]")) button.hidden = false;

const toHalves = (text) => Math.round(Number(text.trim().replace(",", ".")) * 2);
const fromHalves = (halves) => String(halves / 2).replace(".", ",");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const field = document.getElementById(button.dataset.for);
  const highest = field.dataset.max ? toHalves(field.dataset.max) : Infinity;
  // An empty field starts from the top: most criteria are met in full.
  const empty = field.value.trim() === "" && Number.isFinite(highest);
  const now = empty ? highest : toHalves(field.value);
  if (Number.isNaN(now)) return;
  const next = Math.min(Math.max(now + toHalves(button.dataset.step), 0), highest);
  if (next === now && !empty) return;
  field.value = fromHalves(next);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("hx-post") || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "true";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A long form that is only saved by its buttons is not left by mistake.
for (const form of document.querySelectorAll("form[data-ask-before-leaving]")) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}

// What could not be saved in the background is said on top, where it is read out, and in the bar in
// place of what was saved before; it is taken back once it could. Answers that refuse load too.
function sayNotSaved(lost) {
  for (const place of document.querySelectorAll("[data-not-saved]")) place.hidden = !lost;
  const saved = document.getElementById("da-luu");
  if (saved) saved.hidden = lost;
}
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => sayNotSaved(true));
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.xhr.status < 400) sayNotSaved(false);
});

// A page of sheets other than the one that was sent: it arrived (see sheet.js).
const sentForm = sessionStorage.getItem("phieu-gui");
if (sentForm && location.pathname.startsWith("/danh-gia/") && JSON.parse(sentForm).path !== location.pathname) {
  sessionStorage.removeItem("phieu-gui");
}

// Print what is shown: <button type="button" data-print hidden>
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// On a narrow screen the menu scrolls sideways: begin with the current item in view.
document.querySelector("nav.tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
