import { parentPort } from 'node:worker_threads'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import { type AppliedUpdate, applyUpdate } from './apply-update.ts'

export interface TextErrand {
  readonly state: Uint8Array | null
  readonly update: Uint8Array
}

/** What a thread says of an update; that it can begin, first of all. */
export type TextMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'applied'; readonly applied: AppliedUpdate }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly facts: Refused['facts']
      readonly fields: readonly FieldFault[]
    }

function tell(message: TextMessage): void {
  parentPort?.postMessage(message)
}

function answer({ state, update }: TextErrand): TextMessage {
  try {
    return { kind: 'applied', applied: applyUpdate(state, update) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, facts, fields } = error
    return { kind: 'refused', code, facts, fields }
  }
}

parentPort?.on('message', (errand: TextErrand) => tell(answer(errand)))
tell({ kind: 'ready' })
