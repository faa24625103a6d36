/* A form whose draft is kept in this browser, with the revision that was seen when it was begun, until the
 * server has it: neither a reload nor a server that is away loses it. */
export default function ({ parentElement, data, setTriggerValue }) {
  const ONCE_MS = 5000; // pressed twice it is sent once
  const texts = data.texts;
  const kept = Object.fromEntries(data.fields.map(({ name, value }) => [name, value]));
  const isAlike = (one, other) => data.fields.every(({ name }) => (one[name] ?? "").trim() === (other[name] ?? "").trim());

  /* Browsers may be told to keep nothing. */
  const readDraft = () => {
    try {
      return JSON.parse(window.localStorage.getItem(data.place));
    } catch {
      return null;
    }
  };
  const keepDraft = (draft) => {
    try {
      if (draft) window.localStorage.setItem(data.place, JSON.stringify(draft));
      else window.localStorage.removeItem(data.place);
    } catch {
      // the form still holds it
    }
  };

  const make = (tag, values, ...children) => {
    const element = Object.assign(document.createElement(tag), values);
    element.append(...children);
    return element;
  };

  const drawField = ({ name, label, kind, most, options, help }) => {
    const tag = { choice: "select", long: "textarea" }[kind] ?? "input";
    const field = make(tag, { name, id: `draft-${name}` });
    if (kind === "choice") field.append(...[["", texts.choose], ...options].map(([value, text]) => make("option", { value }, text)));
    else if (kind === "date") field.type = "date";
    else field.maxLength = most;
    if (kind === "long") field.rows = 3;
    const head = make("label", { htmlFor: field.id }, label);
    const row = make("div", { className: `draft-field draft-${kind}` }, head, field);
    if (help) {
      row.append(make("p", { className: "quiet", id: `draft-help-${name}` }, help));
      field.setAttribute("aria-describedby", `draft-help-${name}`);
    }
    return row;
  };

  const isNew = !parentElement.querySelector(".draft-form");
  const form = parentElement.querySelector(".draft-form") ?? parentElement.appendChild(make(
    "form", { className: "draft-form" },
    ...data.fields.map(drawField),
    make("p", { className: "draft-kept" }, make("span"), " ", make("button", { type: "button" }, texts.forget)),
    make("button", { className: "draft-save" }, texts.save),
  ));
  form.querySelector(".draft-kept span").setAttribute("role", "status");

  const readFields = () => Object.fromEntries(data.fields.map(({ name }) => [name, form.elements[name].value]));
  const fill = (said) => {
    for (const { name } of data.fields) form.elements[name].value = said[name] ?? "";
  };
  const tell = (draft) => {
    const told = form.querySelector(".draft-kept");
    told.hidden = !draft;
    const isOld = draft && draft.base !== data.rev && data.seen !== data.rev;
    told.firstChild.textContent = !draft ? "" : isOld ? texts.newer : texts.kept_here;
  };

  let draft = readDraft();
  const isTaken = draft?.sent && isAlike(draft.sent, data.taken);
  if (isTaken) {
    draft.base = data.rev; // this browser's own words: what was typed meanwhile goes on from them
    keepDraft(draft);
  }
  if (draft && (isAlike(draft.said, kept) || (isTaken && isAlike(draft.said, draft.sent)))) {
    draft = null;
    keepDraft(null);
  }
  if (isNew || !draft) fill(draft?.said ?? kept);
  tell(draft);

  form.oninput = () => {
    const said = readFields();
    const before = readDraft();
    draft = isAlike(said, kept) ? null : { ...before, base: before?.base ?? data.rev, said };
    keepDraft(draft);
    tell(draft);
  };
  form.querySelector(".draft-kept button").onclick = () => {
    draft = null;
    keepDraft(null);
    fill(kept);
    tell(null);
    form.elements[0].focus();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const said = readFields();
    const base = data.seen === data.rev ? data.rev : draft?.base ?? data.rev;
    const sent = JSON.stringify([base, said]);
    if (form.dataset.sent === sent) return;
    form.dataset.sent = sent;
    setTimeout(() => { delete form.dataset.sent; }, ONCE_MS);
    draft = { base, said, sent: said };
    keepDraft(draft);
    setTriggerValue("said", { base_rev: base, said });
  };
}
