import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { exclusively } from './exclusive.mjs'
import { LauncherFault, root, say } from './place.mjs'

/** Builds a part of the program unless it is built already. One start builds, others wait for it. */
export async function ensureBuilt({ name, lockFile, isBuilt, build }) {
  if (isBuilt()) return
  await exclusively(
    lockFile,
    (holder) => say(`Another start (process ${holder}) is building the ${name}; waiting for it.`),
    async () => {
      if (isBuilt()) return
      say(`Building the ${name}...`)
      const startedAt = Date.now()
      const code = await build()
      if (code !== 0) throw new LauncherFault(`The ${name} could not be built (exit code ${code}); see above.`)
      say(`Built the ${name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
    },
  )
}

/** What tells one state of files and whole folders from another, tests aside. */
export function hashOf(sources) {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesUnder(source)) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(root, file)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function filesUnder(source) {
  const place = path.join(root, source)
  if (!existsSync(place)) return []
  if (path.extname(source)) return [source]
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort()
}
