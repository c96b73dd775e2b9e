import { z } from 'zod'

type Path = readonly string[]
const EVERY = '*'
const cache = new WeakMap<z.ZodType, readonly Path[]>()

interface Inner {
  readonly _zod: {
    readonly def: {
      readonly type: string
      readonly innerType?: z.ZodType
      readonly element?: z.ZodType
      readonly shape?: Record<string, z.ZodType>
      readonly options?: readonly z.ZodType[]
      readonly in?: z.ZodType
    }
  }
}

/** Where in an answer the fields lie that only people with the right to margins may receive, read off the contract. */
export function confidentialPaths(schema: z.ZodType): readonly Path[] {
  const known = cache.get(schema)
  if (known) return known
  const found: Path[] = []
  collect(schema, [], found)
  cache.set(schema, found)
  return found
}

function collect(schema: z.ZodType, path: Path, found: Path[]): void {
  if (z.globalRegistry.get(schema)?.confidential === 'margins') {
    found.push(path)
    return
  }
  const { def } = (schema as unknown as Inner)._zod
  if (def.shape) for (const [key, inner] of Object.entries(def.shape)) collect(inner, [...path, key], found)
  if (def.element) collect(def.element, [...path, EVERY], found)
  if (def.innerType) collect(def.innerType, path, found)
  if (def.in) collect(def.in, path, found)
  for (const option of def.options ?? []) collect(option, path, found)
}

/** Sets every confidential field of an answer to null. Works on the answer in place, before it leaves. */
export function redactMargins(value: unknown, paths: readonly Path[]): void {
  for (const path of paths) clear(value, path, 0)
}

function clear(value: unknown, path: Path, depth: number): void {
  const key = path[depth]
  if (key === undefined || value === null || typeof value !== 'object') return
  if (key === EVERY) {
    if (Array.isArray(value)) for (const item of value) clear(item, path, depth + 1)
    return
  }
  const record = value as Record<string, unknown>
  if (!(key in record)) return
  if (depth === path.length - 1) record[key] = null
  else clear(record[key], path, depth + 1)
}
