import { type DragEvent, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { dropFiles } from './day-actions.ts';
import { useDay } from './day-store.ts';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Takes a file that is dropped anywhere on the element with these handlers. */
export function useDrop() {
  const { branch } = useApp().state;
  const isOpen = useDay().stage !== 'sending' && branch !== null;
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    if (isOpen) void dropFiles([...event.dataTransfer.files]);
  };
  return { isOver: isOver && isOpen, handlers: { onDragOver, onDragLeave, onDrop } };
}
