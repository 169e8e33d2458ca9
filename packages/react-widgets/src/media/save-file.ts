/** Lets the browser save what is behind an address of this page, and gives the address back. */
export function saveFile(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_');
  link.rel = 'noopener';
  link.click();
  // The download has its own hold on the bytes once it began.
  if (url.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(url), 30_000);
}
