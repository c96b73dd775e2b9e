import { createStore, delMany, entries, keys, type UseStore, update } from 'idb-keyval'

let opened: UseStore | null = null

/** Where this browser keeps what the server does not have yet. */
export function keptStore(): UseStore {
  opened ??= createStore('mainstay-waiting', 'kept')
  return opened
}

/** Everything kept under names that begin like this. */
export async function keptUnder<Value>(
  beginning: string,
  isMeant: (key: string) => boolean = () => true,
): Promise<readonly Value[]> {
  const all = await entries<string, Value>(keptStore())
  return all.filter(([key]) => key.startsWith(beginning) && isMeant(key)).map(([, value]) => value)
}

/** Changes one value in one step, whatever other windows do to it. */
export function changeKept<Value>(key: string, change: (before: Value | undefined) => Value): Promise<void> {
  return update(key, change, keptStore())
}

export async function forgetKept(isMeant: (key: string) => boolean): Promise<void> {
  const all = await keys<string>(keptStore())
  await delMany(all.filter(isMeant), keptStore())
}
