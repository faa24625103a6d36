/* A field that takes a pasted table with its merged cells: as HTML, which a field for text loses. */
export default function ({ parentElement, data, setTriggerValue }) {
  let field = parentElement.querySelector(".paste-field");
  if (!field) {
    field = parentElement.appendChild(document.createElement("textarea"));
    field.className = "paste-field";
    field.rows = 1;
  }
  field.placeholder = data.placeholder;
  field.setAttribute("aria-label", data.placeholder);
  field.onpaste = (event) => {
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    if (html || text) setTriggerValue("pasted", { html, text });
  };
  field.oninput = () => { field.value = ""; };
}
