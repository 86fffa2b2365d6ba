// What the keyboard and the pointer add. Every page works without it: this file only moves between links that are there.
"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const help = one("#help");
  const text = one("#text");

  const goBack = () => {
    const link = one("a[data-back]");
    if (link) link.click();
  };

  // Rows: j and k move a mark through tables and cells, Enter opens.
  let row = -1;
  const moveRow = (step) => {
    const rows = all("[data-row]");
    if (!rows.length) return;
    if (rows[row]) rows[row].classList.remove("is-current");
    row = Math.min(Math.max(row + step, 0), rows.length - 1);
    rows[row].classList.add("is-current");
    const target = rows[row].matches("a") ? rows[row] : one("a", rows[row]) || rows[row];
    target.focus({ preventScroll: true });
    rows[row].scrollIntoView({ block: "center" });
  };

  // Passages of an article: n and p move through the apparatus, Enter goes to the cell.
  const piecesOf = (item) => all(`.piece[data-items~="${CSS.escape(item)}"]`);
  let note = null;

  const clear = () => {
    all(".is-selected").forEach((piece) => piece.classList.remove("is-selected"));
    all(".l-target").forEach((piece) => piece.classList.remove("l-target"));
    all(".notes > .is-chosen").forEach((entry) => entry.classList.remove("is-chosen"));
  };

  const showInAside = (entry) => {
    const aside = one(".apparatus");
    const box = entry.getBoundingClientRect();
    const frame = aside.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) aside.scrollTop += box.top - frame.top - 40;
  };

  const chooseNote = (name, { scroll = true } = {}) => {
    const entry = document.getElementById(`note-${name}`);
    const pieces = piecesOf(name);
    if (!entry || !pieces.length) return;
    clear();
    note = name;
    pieces.forEach((piece) => piece.classList.add("is-selected"));
    entry.classList.add("is-chosen");
    showInAside(entry);
    if (scroll) pieces[0].scrollIntoView({ block: "center" });
  };

  const moveNote = (step) => {
    const names = all(".notes > li[data-note]").map((entry) => entry.dataset.note);
    if (!names.length) return;
    const marked = one(".notes > .is-chosen");
    const current = names.indexOf(note ?? (marked ? marked.dataset.note : ""));
    const next = current < 0 ? (step > 0 ? 0 : names.length - 1) : current + step;
    chooseNote(names[Math.min(Math.max(next, 0), names.length - 1)]);
  };

  const openCell = () => {
    const link = one(".notes > .is-chosen a.to-cell");
    if (link) link.click();
  };

  // What was found at a place: shown beside the text, the way it stands in the list of all findings.
  const showFound = (piece) => {
    const names = piece.dataset.items.split(" ");
    const found = names.map((name) => document.getElementById(`i-${name}`)).filter(Boolean);
    const box = one("#chosen");
    one("div", box).replaceChildren(...found.reverse().map((entry) => {
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    }));
    box.hidden = !found.length;
    const noted = names.filter((name) => document.getElementById(`note-${name}`));
    if (noted.length) chooseNote(noted[noted.length - 1], { scroll: false });
    else clear();
    // Marked is the innermost only: around it may stand a quotation of a whole paragraph.
    piecesOf(names[names.length - 1]).forEach((other) => other.classList.add("is-selected"));
    one(".apparatus").scrollTop = 0;
  };

  if (text) {
    text.addEventListener("click", (event) => {
      const mark = event.target.closest("a.note");
      if (mark) {
        event.preventDefault();
        chooseNote(mark.dataset.note, { scroll: false });
        return;
      }
      const piece = event.target.closest(".piece");
      if (piece && !String(getSelection())) showFound(piece);
    });
    const near = (event, on) => {
      const piece = event.target.closest(".piece");
      if (!piece) return;
      const inner = piece.dataset.items.split(" ").pop();
      piecesOf(inner).forEach((other) => other.classList.toggle("is-near", on));
    };
    text.addEventListener("pointerover", (event) => near(event, true));
    text.addEventListener("pointerout", (event) => near(event, false));

    // The layers a reader chose stay chosen in the next article.
    all("input[data-layer]").forEach((box) => {
      const kept = sessionStorage.getItem(box.id);
      if (kept !== null) box.checked = kept === "true";
      box.addEventListener("change", () => sessionStorage.setItem(box.id, String(box.checked)));
    });
  }

  const keys = {
    n: () => moveNote(1),
    p: () => moveNote(-1),
    j: () => (text ? moveNote(1) : moveRow(1)),
    k: () => (text ? moveNote(-1) : moveRow(-1)),
    Escape: goBack,
    Backspace: goBack,
    "?": () => help.showModal(),
    "/": () => { const field = one("[data-search]"); if (field) field.focus(); },
    Enter: openCell,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const layer = /^[1-6]$/.test(event.key) && one(`input[data-layer="${event.key}"]`);
    if (layer) {
      layer.click();
      return;
    }
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  const helpButton = one("[data-help]");
  helpButton.hidden = false;
  helpButton.addEventListener("click", () => help.showModal());
})();
