export { type BlobStoreContractSetup, blobStoreContract } from './blob-store/blob-store-contract.ts';
export { type BusContractSetup, busContract } from './bus/bus-contract.ts';
export { channelContract } from './channel/channel-contract.ts';
export type { ChannelContractSetup, ProviderAnswer } from './channel/channel-setup.ts';
export type { StorageContractOptions } from './storage/contract-options.ts';
export { storageContract } from './storage/storage-contract.ts';
