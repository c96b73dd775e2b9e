const LONGEST = 2_000
const STACK_LINES = 5

function partsOf(value: object, names: readonly string[]): string[] {
  const record = value as Record<string, unknown>
  return names.flatMap((name) => {
    const part = record[name]
    return typeof part === 'string' || typeof part === 'number' ? [`${name} ${part}`] : []
  })
}

function describeError(error: Error): string {
  const stack =
    error.stack
      ?.split('\n')
      .slice(1, 1 + STACK_LINES)
      .join(' | ') ?? ''
  // A refused connection says nothing itself; what was tried says it.
  const inner = error instanceof AggregateError ? error.errors.map((part) => describe(part)).join('; ') : ''
  return [`${error.name}: ${error.message}`, ...partsOf(error, ['code']), inner, stack].filter(Boolean).join(' ')
}

/** Any thrown thing in one line for the log; things that are no errors are taken apart rather than named "object". */
export function describe(thrown: unknown): string {
  if (thrown instanceof Error) return describeError(thrown).slice(0, LONGEST)
  if (typeof thrown !== 'object' || thrown === null) return String(thrown).slice(0, LONGEST)
  const known = partsOf(thrown, ['name', 'message', 'code', 'queue'])
  if (known.length > 0) return known.join(', ').slice(0, LONGEST)
  try {
    return (JSON.stringify(thrown) ?? 'nothing').slice(0, LONGEST)
  } catch {
    return 'something that cannot be written down'
  }
}
