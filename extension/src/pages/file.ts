/** Hands a text to the browser as a download. */
export function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has been taken on once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
