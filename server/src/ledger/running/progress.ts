import type { Chunk } from '../reading/read-rows.ts'
import type { ImportProgress } from '../tables.ts'

/** Counts what a run has done; read about once a second by whoever tells the people waiting. */
export interface ProgressMeter {
  startFile(name: string): void
  /** The file is read from its beginning again. */
  restartFile(): void
  phase(name: string): void
  advance(chunk: Pick<Chunk, 'rows' | 'rejected' | 'bytesRead' | 'bytesTotal'>): void
  snapshot(): ImportProgress
}

export function progressMeter(bytesTotal: number, clock: () => number): ProgressMeter {
  const started = clock()
  let file: string | null = null
  let phase = 'reading'
  let rows = 0
  let bytesBefore = 0
  let fileBytes = 0
  let share = 0
  let rowsBefore = 0
  return {
    startFile: (name) => {
      bytesBefore += fileBytes
      rowsBefore = rows
      fileBytes = 0
      share = 0
      file = name
      phase = 'reading'
    },
    restartFile: () => {
      rows = rowsBefore
      fileBytes = 0
      share = 0
      phase = 'reading'
    },
    phase: (name) => {
      phase = name
    },
    advance: (chunk) => {
      rows += chunk.rows + chunk.rejected
      share = chunk.bytesTotal > 0 ? Math.min(1, chunk.bytesRead / chunk.bytesTotal) : 1
      fileBytes = chunk.bytesRead
    },
    snapshot: () => {
      const seconds = Math.max(0.001, (clock() - started) / 1000)
      const bytes = Math.min(bytesTotal, bytesBefore + fileBytes)
      const isReading = phase === 'reading' && bytes > 0 && share > 0
      // Writing takes about as long as reading.
      const left = isReading ? (seconds / bytes) * (2 * bytesTotal - bytes) : null
      return {
        phase,
        file,
        rows,
        bytes,
        bytesTotal,
        rowsPerSecond: Math.round(rows / seconds),
        secondsLeft: left === null ? null : Math.round(left),
      }
    },
  }
}
