import { h } from "../../webpages/dom.js";

/** A lazy picture in the best format that the browser knows; its place is kept, so nothing jumps when it comes. */
export function lazyPicture(id, { width, height, sizes, className }) {
  const sources = format => `/media/${id}/small.${format} 160w, /media/${id}/medium.${format} 320w, /media/${id}/large.${format} 640w`;
  const image = h("img", { src: `/media/${id}/small.jpg`, srcset: sources("jpg"), sizes, width, height, alt: "", loading: "lazy", decoding: "async" });
  image.addEventListener("load", () => image.classList.add("loaded"));
  image.addEventListener("error", () => image.classList.add("absent"));
  return h("picture", { class: className },
    h("source", { type: "image/avif", srcset: sources("avif"), sizes }),
    h("source", { type: "image/webp", srcset: sources("webp"), sizes }),
    image);
}
