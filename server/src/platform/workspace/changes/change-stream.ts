import type { ServerResponse } from 'node:http'
import type { Actor } from '../../access/actor.ts'
import { mayDo } from '../../access/actor.ts'
import type { ActorAnswer } from '../../http/call.ts'
import type { UseCases } from '../../use-case.ts'
import { type ChangeEvent, encodePlace, type Place, readCurrentPlace, readEvents } from './read-events.ts'

const CHECK_MILLISECONDS = 4_000
const HEARTBEAT_MILLISECONDS = 15_000
/** Changes that come close together are read together. */
const GATHER_MILLISECONDS = 20
const BUFFER_BYTES = 262_144

export interface StreamOptions {
  readonly raw: ServerResponse
  readonly useCases: UseCases
  /** Asked again before every delivery: whoever lost access receives nothing more. */
  readonly authorize: () => Promise<ActorAnswer>
  /** Where to go on; null to begin with now. */
  readonly from: Place | null
  /** The reader named a place that is gone, and should load everything afresh. */
  readonly mustReload: boolean
}

/** One browser that follows a workspace, from its request to the end of its connection. */
export class ChangeStream {
  readonly ended: Promise<void>
  readonly #options: StreamOptions
  #place: Place | null
  #isClosed = false
  #isReading = false
  #isWanted = false
  #gather: NodeJS.Timeout | null = null

  constructor(options: StreamOptions) {
    this.#options = options
    this.#place = options.from
    const check = setInterval(() => void this.#look(), CHECK_MILLISECONDS)
    const heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MILLISECONDS)
    this.ended = new Promise((resolve) => {
      options.raw.once('close', () => {
        this.#isClosed = true
        clearInterval(check)
        clearInterval(heartbeat)
        if (this.#gather) clearTimeout(this.#gather)
        resolve()
      })
    })
    this.#write('retry: 2000\n\n')
    if (options.mustReload) this.#write(reload)
    void this.#look()
  }

  /** Something changed: look soon. */
  wake(): void {
    if (this.#isClosed || this.#gather) return
    this.#gather = setTimeout(() => {
      this.#gather = null
      void this.#look()
    }, GATHER_MILLISECONDS)
  }

  close(reason: string): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#options.raw.end(`event: closed\ndata: ${JSON.stringify({ reason })}\n\n`)
  }

  #write(text: string): void {
    if (this.#isClosed) return
    const { raw } = this.#options
    raw.write(text)
    if (raw.writableLength <= BUFFER_BYTES) return
    // Too slow to follow: the browser comes back and goes on where it was.
    this.#isClosed = true
    raw.destroy()
  }

  #beat(): void {
    this.#write(this.#place ? `id: ${encodePlace(this.#place)}\n\n` : ': still here\n\n')
  }

  async #look(): Promise<void> {
    if (this.#isClosed) return
    if (this.#isReading) {
      this.#isWanted = true
      return
    }
    this.#isReading = true
    try {
      const actor = admitted(await this.#options.authorize())
      if (actor) await this.#deliver(actor)
      else this.close('no_access')
    } catch {
      // The database is away: the browser keeps its stream, and the next look finds what was missed.
    } finally {
      this.#isReading = false
    }
    if (!this.#isWanted) return
    this.#isWanted = false
    this.wake()
  }

  async #deliver(actor: Actor): Promise<void> {
    const since = this.#place
    if (since === null) {
      this.#place = await this.#options.useCases.read(actor, readCurrentPlace)
      return
    }
    const batch = await this.#options.useCases.read(actor, (scope) => readEvents(scope, since))
    this.#place = batch.place
    if (batch.mustReload) this.#write(reload)
    for (const [index, event] of batch.events.entries()) {
      // Only the last one bears the place: a browser cut off in the middle hears the whole batch again.
      this.#write(present(event, index === batch.events.length - 1 ? batch.place : null))
    }
  }
}

const reload = 'event: reload\ndata: {}\n\n'

function admitted(answer: ActorAnswer): Actor | null {
  return answer.kind === 'actor' && mayDo(answer.actor, 'portfolio:read') ? answer.actor : null
}

/** What changed and who did it; never what it was changed to. */
function present(event: ChangeEvent, place: Place | null): string {
  const { topic, subjectType, subjectId, accountId, actorName, origin } = event
  const data = { topic, subjectType, subjectId, accountId, actorName, origin, at: event.at.toISOString() }
  return `${place ? `id: ${encodePlace(place)}\n` : ''}event: change\ndata: ${JSON.stringify(data)}\n\n`
}
