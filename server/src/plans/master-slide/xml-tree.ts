import { SaxesParser } from 'saxes'

/** An element of a part, by its name without prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
}

interface Growing extends XmlElement {
  readonly children: XmlElement[]
}

const DEEPEST = 200

/** A part as a tree, without its texts. Throws where it is no XML, declares a document type, or is too deep. */
export function readTree(content: Buffer): XmlElement {
  const root: Growing = { name: '', attributes: {}, children: [] }
  const open: Growing[] = [root]
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a part of an office file has no document type')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > DEEPEST) throw new Error('too deep')
    const element: Growing = { name: withoutPrefix(name), attributes, children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(content)).close()
  return root
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The first element on that way down. */
export function find(from: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>(
    (element, name) => element?.children.find((child) => child.name === name),
    from,
  )
}

/** Every element of that name, at whatever depth. */
export function all(from: XmlElement, name: string): XmlElement[] {
  return from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}
