import type { PickedFile } from './upload-queue.ts'

const TABLE_NAME = /\.(csv|tsv|tab|psv|txt|xlsx)$/i
const HIDDEN = /(^|\/)[.~]/

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

function nextEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

/** A folder gives its entries in batches; an empty batch is the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (let batch = await nextEntries(reader); batch.length > 0; batch = await nextEntries(reader)) all.push(...batch)
  return all
}

async function walk(entry: FileSystemEntry, inFolder: boolean): Promise<PickedFile[]> {
  const name = entry.fullPath.replace(/^\//, '')
  if (entry.isDirectory) {
    const children = await entriesOf(entry as FileSystemDirectoryEntry)
    return (await Promise.all(children.map((child) => walk(child, true)))).flat()
  }
  if (HIDDEN.test(name) || (inFolder && !TABLE_NAME.test(name))) return []
  return [{ file: await fileOf(entry as FileSystemFileEntry), name }]
}

/** Files and whole folders from a drop. A file dropped by itself is taken whatever it is called; the server looks into it. */
export async function readDropped(transfer: DataTransfer): Promise<PickedFile[]> {
  // Entries must be asked for before the first pause: the browser empties the transfer afterwards.
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry?.() : null))
  if (entries.every((entry) => !entry)) return readChosen(transfer.files)
  return (await Promise.all(entries.map((entry) => (entry ? walk(entry, false) : [])))).flat()
}

/** Files from a file or folder dialog. */
export function readChosen(files: FileList | null): PickedFile[] {
  return [...(files ?? [])]
    .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
    .filter(({ file, name }) => !HIDDEN.test(name) && (file.webkitRelativePath === '' || TABLE_NAME.test(name)))
}
