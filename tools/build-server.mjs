// Puts the server's modules into few files, in the folder that is named. Started by the launcher, on the pinned Node.
import path from 'node:path'
import { rolldown } from 'rolldown'
import { inRoot } from './lib/place.mjs'

const [folder] = process.argv.slice(2)

/** Packages of many small modules: finding them takes longer than running them. All others stay where they are. */
const inlined = ['@mainstay', '@orpc', 'kysely', 'lib0', 'radash', 'yjs', 'zod']

function staysOutside(id) {
  if (id.startsWith('.') || path.isAbsolute(id)) return false
  return !inlined.some((name) => id === name || id.startsWith(`${name}/`))
}

/** Workers, migrations and packages are looked up beside the module that names them, so each keeps its address. */
const keepAddresses = {
  name: 'keep-addresses',
  transform(code, id) {
    if (!code.includes('import.meta.')) return undefined
    const source = path.relative(folder, id).replaceAll('\\', '/')
    return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(source)}, import.meta.url).href`)
  },
}

const bundle = await rolldown({
  input: inRoot('server', 'src', 'main.ts'),
  platform: 'node',
  external: staysOutside,
  plugins: [keepAddresses],
})
await bundle.write({ dir: folder, format: 'esm', cleanDir: true })
await bundle.close()
