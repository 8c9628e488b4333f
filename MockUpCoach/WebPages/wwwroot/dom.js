const svgNames = new Set(["svg", "g", "path", "rect", "line", "circle", "text", "title", "polyline", "use", "defs", "linearGradient", "stop"]);

/**
 * Makes an element: h("p", { class: "hint", onclick }, "text", child). Text is always text, never markup.
 * Properties that begin with "on" are listeners, "style" is an object of CSS properties, and null or false leaves an attribute out.
 */
export function h(name, properties, ...children) {
  const element = svgNames.has(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Finds the one element, or fails where the page and its code don't agree. */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
