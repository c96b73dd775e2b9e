import { expect, it } from 'vitest'
import { readDropped } from './read-dropped.ts'

function fileEntry(path: string): FileSystemEntry {
  const file = new File(['x'], path.slice(path.lastIndexOf('/') + 1))
  return { isFile: true, isDirectory: false, fullPath: path, file: (done: (file: File) => void) => done(file) } as never
}

/** Browsers hand out a folder in batches; ours holds one entry a batch. */
function folderEntry(path: string, children: FileSystemEntry[]): FileSystemEntry {
  const left = [...children]
  const readEntries = (done: (batch: FileSystemEntry[]) => void) => done(left.splice(0, 1))
  return { isFile: false, isDirectory: true, fullPath: path, createReader: () => ({ readEntries }) } as never
}

function transferOf(...entries: FileSystemEntry[]): DataTransfer {
  return { items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })), files: [] } as never
}

it('finds the tables of a folder in all its folders and leaves out what is no table', async () => {
  const inner = folderEntry('/data/2013', [fileEntry('/data/2013/lines.csv'), fileEntry('/data/2013/.hidden.csv')])
  const folder = folderEntry('/data', [fileEntry('/data/customers.xlsx'), fileEntry('/data/readme.md'), inner])
  const files = await readDropped(transferOf(folder))
  expect(files.map(({ name }) => name)).toEqual(['data/customers.xlsx', 'data/2013/lines.csv'])
})

it('takes a file dropped by itself whatever it is called', async () => {
  const files = await readDropped(transferOf(fileEntry('/export.dat')))
  expect(files.map(({ name }) => name)).toEqual(['export.dat'])
})
