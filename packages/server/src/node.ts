export { type AttachedRealtime, type AttachOptions, attachRealtime } from './realtime/attach-realtime.ts';
export { type NodeHandler, toNodeHandler } from './to-node-handler.ts';
