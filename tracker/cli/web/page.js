// What the page adds to textual-serve's: the window's name, the keyboard from the first moment,
// and a way back when the window has ended. Loaded before it.
"use strict";

(() => {
  const NAME = /^\x1b\]2;([^\x07\x1b]*)\x07/;
  const words = new TextDecoder();

  // The interface names its window by xterm's control sequence 2, in a message of its own.
  const named = (data) => {
    const name = data instanceof ArrayBuffer && NAME.exec(words.decode(data));
    if (name) document.title = name[1] ? `${name[1]} · tracker` : "tracker";
  };

  const focused = () => document.querySelector(".xterm-helper-textarea")?.focus();

  window.WebSocket = class extends WebSocket {
    constructor(...about) {
      super(...about);
      this.addEventListener("message", (event) => named(event.data));
      this.addEventListener("open", () => setTimeout(focused));
      this.addEventListener("close", () => setTimeout(() => document.querySelector("#start").focus()));
    }
  };

  window.addEventListener("DOMContentLoaded", () => {
    document.querySelector("#start").addEventListener("click", () => window.location.reload());
  });
})();
