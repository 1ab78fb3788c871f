/** The files that a person dropped or picked, folders walked to their ends. */

export interface Given {
  /** The path within what was given, as the record will name it. */
  readonly path: string;
  readonly file: File;
}

/** The files of a drop. A folder's hidden files (.DS_Store) are left out. */
export async function readDrop(transfer: DataTransfer): Promise<Given[]> {
  // The entries must be taken before anything is awaited: the browser empties the list then.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found = await Promise.all(entries.map((entry) => walk(entry)));
  return found.flat();
}

/** The files of an input, of files or of a folder. */
export function readInput(files: FileList | null): Given[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })).filter(isWanted);
}

/** The lines of a list of links that are not empty, each once. */
export function readLinks(written: string): string[] {
  return [...new Set(written.split(/\s+/).filter(Boolean))];
}

async function walk(entry: FileSystemEntry): Promise<Given[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }].filter(isWanted);
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives a hundred entries at most each time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map((each) => walk(each)))).flat();
}

function isWanted(given: Given): boolean {
  return !given.path.split('/').some((part) => part.startsWith('.'));
}
