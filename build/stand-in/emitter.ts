import { EventEmitter } from 'node:events';
import { notSupported } from './strict.ts';

/**
 * An emitter that rejects listeners for unknown events. Some known events never fire here (there is no renderer process
 * that could crash and no certificate that could fail), but an application may still listen for them.
 */
export class StrictEmitter extends EventEmitter {
  private readonly label: string;
  private readonly events: ReadonlySet<string>;

  /** @param events the known event names, separated by spaces. */
  constructor(label: string, events: string) {
    super();
    this.label = label;
    this.events = new Set(events.trim().split(/\s+/));
  }

  override on(...[event, listener]: Parameters<EventEmitter['on']>): this {
    return super.on(this.known(event), listener);
  }

  override addListener(...[event, listener]: Parameters<EventEmitter['on']>): this {
    return super.addListener(this.known(event), listener);
  }

  override once(...[event, listener]: Parameters<EventEmitter['on']>): this {
    return super.once(this.known(event), listener);
  }

  override prependListener(...[event, listener]: Parameters<EventEmitter['on']>): this {
    return super.prependListener(this.known(event), listener);
  }

  private known(event: string | symbol): string | symbol {
    return typeof event === 'symbol' || this.events.has(event) ? event : notSupported(`${this.label}.on('${event}')`);
  }
}

export type PreventableEvent = { preventDefault: () => void; readonly defaultPrevented: boolean };

/** Creates the event object that Electron passes as the first argument to listeners of cancelable events. */
export function preventableEvent(): PreventableEvent {
  let prevented = false;
  return {
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
}
