/** What travels between the server and the pages. Times are ISO 8601 in UTC, durations seconds. */

export type Language = string;
/** One text in several languages: `{"zh-CN": "普通护照", "en": "Passport"}`. */
export type Texts = Record<Language, string>;

export type TicketState =
  | "waiting" | "called" | "serving" | "held" | "missed" | "away"
  | "completed" | "cancelled" | "abandoned";
export type CounterState = "open" | "paused" | "closed";
export type PrintState =
  | "none" | "queued" | "sending" | "printed" | "printed_unconfirmed"
  | "held" | "unsure" | "expired" | "void";
export type LiveState = "connecting" | "live" | "lost";

export interface Forecast { p10_s: number; p50_s: number; p90_s: number }
export interface Officer { badge: string; name: string | null; photo?: string | null }

export interface Ticket {
  id: string;
  hall: string;
  day: string;
  number: string;
  service: string;
  class: string;
  state: TicketState;
  language: Language;
  channel: string;
  party_size: number;
  issued_at: string;
  /** What its waiting counts from. */
  clock: string;
  promise_s: number;
  due_at: string;
  /** Of the promise used now; 1 is the whole promise. */
  share: number;
  ahead: number;
  forecast: Forecast | null;
  called_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  counter: number | null;
  attempt: number;
  /** Why its class was granted; of a held one, why it is held. */
  reason: string | null;
  /** When it last changed. */
  since: string | null;
  /** Of a held one: when its officer wants to be reminded of it. */
  remind_at?: string | null;
  remark: string | null;
  print: PrintState;
  /** Of a counter's current ticket: the counter that sent it on last. */
  sent_by?: number | null;
  reserved_for?: number | null;
  /** The steps of its visit; null where its completion is the end. */
  route?: Step[] | null;
  /** Who is away for papers: what is missing, and the code to come back with. */
  papers?: Papers | null;
  /** The number on its holder's paper, where another one was called already. */
  alias?: string | null;
  /** A kiosk gave it while the server was gone. */
  alone?: boolean;
  /** Only for the one who took the number, the printing device and the citizen. */
  secret?: string;
  link?: string;
  /** How long a service of this kind usually takes; of a counter's current ticket. */
  usual?: { from_s: number; to_s: number };
}

/** What was done last at a counter, while it may be taken back. */
export interface Undoable {
  sequence: number;
  /** The kind of its last event. */
  was: string;
  number: string | null;
  until: string;
}

/** What the officer's page needs to know of the hall's rules. */
export interface WindowRules {
  undo_s: number;
  recall_guard_s: number;
  choose: boolean;
  choose_reason: boolean;
  deferral_at_most_s: number;
  next_details: "full" | "count";
}

export interface Step {
  service: string;
  name: Texts;
  state: "done" | "here" | "next" | "todo" | "skipped";
  area: Texts | null;
}

export interface Papers {
  code: string;
  missing: string[];
  counter: number | null;
  since: string;
  until: string;
}

export interface Counter {
  number: number;
  kind: string;
  name: Texts;
  state: CounterState;
  reason: string | null;
  officer: Officer | null;
  services: { letter: string; detour_s: number }[];
  since: string;
  /** When the officer of a paused counter means to be back. */
  expected_at?: string | null;
  current: Ticket | null;
  next: Ticket[];
  /** False where the hall keeps back who comes next. */
  details?: boolean;
  waiting: number;
  /** Since when the one has been here who waits longest. */
  longest_since?: string | null;
  /** How many will have waited longer than promised within five minutes. */
  due_soon?: number;
  undo?: Undoable | null;
  held: Ticket[];
  missed: Ticket[];
  away?: Ticket[];
  today: { completed: number; service_mean_s: number | null };
}

export interface Service {
  letter: string;
  name: Texts;
  icon: string;
  /** Offered at the kiosk. */
  kiosk?: boolean;
  open?: boolean;
  /** What to bring along. */
  bring?: Texts | null;
  area?: Texts | null;
  appointments?: boolean;
  /** The only classes it takes; null takes all. */
  classes?: string[] | null;
  waiting: number;
  ahead?: number;
  forecast: Forecast | null;
}

export interface PriorityClass {
  code: string;
  name: Texts;
  promise_s: number;
  who: "declared" | "granted";
}

export interface Hall {
  hall: string;
  name: Texts;
  open: boolean;
  ended_early?: boolean;
  open_until: string | null;
  timezone: string;
  now: string;
  languages: Language[];
  start_on_call: boolean;
  /** Who is away for papers longer than this is marked. */
  papers_remind_s?: number;
  services: Service[];
  classes: PriorityClass[];
  counters: { number: number; kind: string; name: Texts; state: CounterState; services?: string[]; officer?: Officer | null }[];
  notices: Texts[];
  duty_leader: Officer | null;
  hours_today: [string, string][];
  complaint_line?: string | null;
  /** How the holder of a number from a phone checks in; empty where phones take none. */
  check_in?: string[];
  /** Lawful reasons for the green channel. */
  reasons?: { code: string; name: Texts }[];
  voice?: {
    repeats: number;
    /** What could not be said for so long is not said any more. */
    stale_s?: number;
    /** Percent of the full loudness, and at certain hours of the hall's own time. */
    volume?: number;
    volumes?: { from: string; to: string; percent: number }[];
    /** "20:00" to "24:00": nothing is said aloud. */
    quiet?: [string, string][];
    languages?: Language[];
  };
}

/** One language's part of what the voice says. */
export interface Utterance {
  language: Language;
  text: string;
  clips: string[];
  times?: number;
  /** One sound that says what the first clips after the chime say, better. */
  rendered?: { url: string; replaces: number };
}

export interface Call {
  sequence: number;
  number: string;
  counter: number;
  attempt: number;
  at: string;
  service: string;
  language: Language;
  /** The green channel: said before others. */
  first?: boolean;
  announcement: Utterance[];
}

export interface BoardCounter {
  number: number;
  state: CounterState;
  reason?: string | null;
  expected_at?: string | null;
  ticket: string | null;
  ticket_state?: "called" | "serving" | null;
  officer: Officer | null;
}

/** A screen as the manager configured it. */
export interface Screen {
  id: string;
  name: Texts;
  layout: "hall" | "waiting" | "window" | "notices";
  /** Of a window's screen. */
  counter: number | null;
  /** Of a zone: only these windows, only these services; null is all. */
  counters: number[] | null;
  services: string[] | null;
  speaks: boolean;
  /** The distance of the last row, and the height of the visible panel. */
  depth_m: number | null;
  height_mm: number | null;
  parts: Record<"waiting" | "coming" | "duty" | "notices" | "media" | "check_in" | "line" | "clock" | "officer" | "photo", boolean>;
}

/** A picture or a video of the manager's. */
export interface Media {
  id: string;
  kind: "image" | "video";
  url: string;
  seconds: number;
  text: Texts | null;
}

/** One of the next few of a service, in the order of calling. */
export interface Coming { number: string; service: string; counters: number[] }

export interface Board {
  hall: string;
  sequence: number;
  at: string;
  /** Newest first. */
  calls: Call[];
  waiting: { service: string; count: number; forecast: Forecast | null }[];
  counters: BoardCounter[];
  notices: Texts[];
  open?: boolean;
  duty_leader?: Officer | null;
  coming?: Coming[];
  media?: Media[];
}

/** One event of the hall; kinds carry further fields of their own. */
export interface LiveEvent {
  hall: string;
  sequence: number;
  /** The sequence of the event this audience got before; absent where it gets every one. */
  previous?: number;
  kind: string;
  at: string;
  number?: string;
  counter?: number;
  attempt?: number;
  service?: string;
  ticket?: Ticket;
  [field: string]: unknown;
}
