// What the pages on which a sheet is keyed in gain when scripts run. No field is changed while
// somebody types in it: Vietnamese input methods would lose letters.
"use strict";

const inHalves = (text) => Math.round(Number(text.trim().replace(",", ".")) * 2);

// The reason opens with a deduction.
function showReason(block) {
  const slug = block.dataset.reasonOf;
  const points = document.getElementById(`id_points_${slug}`);
  const none = document.getElementById(`id_none_${slug}`);
  const reason = document.getElementById(`id_reason_${slug}`);
  const given = points.value.trim() === "" ? NaN : inHalves(points.value);
  const deducted = !none.checked && given < inHalves(points.dataset.max);
  block.hidden = !deducted && reason.value === "" && !block.querySelector(".error");
}
const reasons = document.querySelectorAll("[data-reason-of]");
reasons.forEach(showReason);

document.addEventListener("change", (event) => {
  const [kind, slug] = (event.target.id || "").match(/^id_(points|none)_(.+)$/)?.slice(1) ?? [];
  if (!kind) return;
  const points = document.getElementById(`id_points_${slug}`);
  const none = document.getElementById(`id_none_${slug}`);
  if (kind === "none" && none.checked) points.value = points.dataset.max;
  if (kind === "points" && inHalves(points.value) !== inHalves(points.dataset.max)) none.checked = false;
  showReason(document.querySelector(`[data-reason-of="${CSS.escape(slug)}"]`));
}, true);
document.addEventListener("input", (event) => {
  const slug = (event.target.id || "").match(/^id_points_(.+)$/)?.[1];
  if (slug) showReason(document.querySelector(`[data-reason-of="${CSS.escape(slug)}"]`));
});

// Returning: reason and sentence open with the tick.
for (const block of document.querySelectorAll("[data-markable]")) {
  const tick = block.querySelector("input[type=checkbox]");
  const more = block.querySelector("[data-when-marked]");
  const show = () => { more.hidden = !tick.checked && !more.querySelector(".error"); };
  tick.addEventListener("change", show);
  show();
}

// Saving in the background and pressing a button do not overtake each other.
const form = document.querySelector("form[hx-post]");
if (form) {
  let saving = 0;
  let leaving = false;
  let pressed = null;
  let unsaved = false;
  let failed = false;
  let goal = null;
  let again = 0;
  const saveNow = () => form.dispatchEvent(new Event("save"));
  for (const name of ["input", "change"]) {
    form.addEventListener(name, (event) => { if (event.target !== form) unsaved = true; });
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (leaving) event.preventDefault();
    else {
      saving += 1;
      unsaved = false;
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    saving -= 1;
    failed = !event.detail.successful;
    if (failed) {
      unsaved = true;
      goal = null;
      // Tried again, so that nobody need type a letter more once the network is back.
      clearTimeout(again);
      again = setTimeout(() => { if (unsaved) saveNow(); }, 10_000);
    }
    if (pressed !== null && saving <= 0) {
      const button = pressed;
      pressed = null;
      form.requestSubmit(button === form ? undefined : button);
    } else if (goal !== null && saving <= 0) {
      if (unsaved) saveNow();
      else {
        leaving = true;
        location.assign(goal);
      }
    }
  });
  form.addEventListener("submit", (event) => {
    if (leaving) event.preventDefault();
    else if (saving > 0) {
      event.preventDefault();
      pressed = event.submitter ?? form;
    } else leaving = true;
  });
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => {
    leaving = false;
    goal = null;
  });

  // A link is followed once what was typed is saved: a saving that the next page overtakes would
  // conflict there. Whoever leaves in another way, or though saving failed, is asked first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || link?.target;
    if (!link || elsewhere || link.hash && link.pathname === location.pathname) return;
    if (leaving || failed || !(unsaved || saving > 0)) return;
    event.preventDefault();
    goal = link.href;
    if (saving <= 0) saveNow();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && unsaved) saveNow();
  });

  // A session that ended while somebody typed: what was typed waits in this tab until the same
  // person has signed in again.
  const key = `phieu:${location.pathname}`;
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    leaving = true;
    goal = null;
    keepTyped(form, key);
  });
  const kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    bringBack(form, JSON.parse(kept));
    reasons.forEach(showReason);
  }
}
