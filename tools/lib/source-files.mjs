import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './place.mjs'

const TEST = /\.(test|property\.test|fixture|fixtures)\.tsx?$|\/fixtures?\.ts$|-fixtures?\.ts$|-harness\.ts$/

/** Source files below a folder of the repository, with their text. */
export function sourceFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => {
      const file = path.relative(root, path.join(entry.parentPath, entry.name))
      return { file, isTest: TEST.test(file), text: readFileSync(path.join(root, file), 'utf8') }
    })
}
