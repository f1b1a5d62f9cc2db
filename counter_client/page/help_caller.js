/** Calls that this counter makes: sent until the server has them, beside its other presses and not behind them. */

import { useEffect, useMemo, useState } from "/static/vendor/preact.js";
import { newKey } from "/static/shared/api.js";
import { errorText } from "/static/shared/i18n.js";
import { tabMemory } from "/static/shared/memory.js";
import { HeldKey } from "./held_key.js";
import { Sender, Withdrawn } from "./sender.js";

/** @typedef {{whom: "duty_leader" | "colleague" | "emergency", officer?: string, say?: boolean}} Order */
/** @typedef {import("./sender.js").Intention} Intention */

/**
 * @typedef {Object} Parts
 * @property {string} hall
 * @property {number} number of the counter
 * @property {(request: import("./verbs.js").Request, options: {key: string, signal: AbortSignal}) => Promise<any>} command
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @property {() => string} newKey
 * @property {(state: {isSending: boolean, error: string}) => void} onChange
 * @property {() => void} onDone
 */

/** An emergency has a way of its own: nothing that is on its way keeps it waiting. */
export class HelpCaller {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    this.error = "";
    this.ordinary = this.#sender("call");
    this.urgent = this.#sender("emergency");
  }

  /** @param {Order} order */
  async ask(order) {
    const path = `/halls/${this.parts.hall}/counters/${this.parts.number}/help-requests`;
    await this.#send({ method: "POST", path, body: order, key: this.parts.newKey(), verb: order.whom, label: "", at: Date.now() });
  }

  /** What a reload interrupted goes on. @param {number} at */
  async resume(at) {
    const found = [this.urgent.remembered(at), this.ordinary.remembered(at)];
    await Promise.all(found.map((each) => each && this.#send(each)));
  }

  close() {
    this.parts.onChange = () => {};
  }

  /** @param {Intention} intention */
  async #send(intention) {
    this.error = "";
    try {
      await (intention.verb === "emergency" ? this.urgent : this.ordinary).send(intention);
    } catch (refusal) {
      this.error = refusal instanceof Withdrawn ? "" : errorText(/** @type {any} */ (refusal));
    }
    this.#tell();
    this.parts.onDone();
  }

  /** @param {string} name */
  #sender(name) {
    const { command, storage, hall, number } = this.parts;
    return new Sender({ command, storage, place: `lunhou.help.${name}.${hall}.${number}`, onChange: () => this.#tell() });
  }

  #tell() {
    const isSending = Boolean(this.ordinary?.current || this.urgent?.current);
    this.parts.onChange({ isSending, error: this.error });
  }
}

/**
 * @param {Pick<Parts, "hall" | "number" | "command" | "onDone">} about
 * @returns {{isSending: boolean, error: string, ask: (order: Order) => void}}
 */
export function useHelpCaller({ hall, number, command, onDone }) {
  const [state, setState] = useState({ isSending: false, error: "" });
  const caller = useMemo(() => new HelpCaller({ hall, number, command, storage: tabMemory(), newKey, onChange: setState, onDone }), []);
  useEffect(() => {
    caller.resume(Date.now());
    return () => caller.close();
  }, []);
  useEmergencyKey(() => caller.ask({ whom: "emergency" }));
  return { ...state, ask: (order) => void caller.ask(order) };
}

/** E, held alone for a second, wherever the focus is. @param {() => void} onHeld */
function useEmergencyKey(onHeld) {
  useEffect(() => {
    const held = new HeldKey({ letter: "E", onHeld });
    const down = (/** @type {KeyboardEvent} */ event) => held.press(event);
    const up = (/** @type {KeyboardEvent} */ event) => held.release(event);
    const away = () => held.letGo();
    // Before anybody else hears the key: a dialog may keep it to itself.
    document.addEventListener("keydown", down, true);
    document.addEventListener("keyup", up, true);
    window.addEventListener("blur", away);
    return () => {
      held.letGo();
      document.removeEventListener("keydown", down, true);
      document.removeEventListener("keyup", up, true);
      window.removeEventListener("blur", away);
    };
  }, []);
}
