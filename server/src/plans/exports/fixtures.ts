import { SaxesParser } from 'saxes'
import { entriesOf } from './deck-package.ts'

/** Every file of a zip by its name, as text; a workbook within a chart is opened as well. */
export async function unzipped(bytes: Buffer, within = ''): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const [name, content] of await entriesOf(bytes)) {
    if (name.endsWith('.xlsx'))
      for (const [inner, text] of await unzipped(content, `${within}${name}!`)) files.set(inner, text)
    else files.set(within + name, content.toString('utf8'))
  }
  return files
}

/** Throws where a part of an office file is no XML. */
export function parseParts(files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    if (!/\.(xml|rels)$/.test(name)) continue
    const parser = new SaxesParser({ xmlns: true, position: true, fileName: name })
    parser.on('error', (error) => {
      throw error
    })
    parser.write(text).close()
  }
}

/** All that can be read in the files, with marks of XML resolved. */
export function readable(files: ReadonlyMap<string, string>): string {
  return [...files.values()]
    .join('\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
