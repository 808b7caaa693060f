import type { NsisUpdater } from 'electron-updater';
import { SpamsError } from '../../shared/errors.ts';

interface Address {
  protocol?: string | null;
  hostname?: string | null;
}

/** What electron-updater asks the network with: it keeps this out of its types. */
interface Requests {
  doApiRequest(address: Address, ...rest: unknown[]): Promise<unknown>;
  doDownload(address: Address, download: { callback(error: Error): void }, ...rest: unknown[]): void;
}

/** Lets electron-updater ask by HTTPS alone. It follows redirects, to wherever they lead, through the same two functions. */
export function askByHttpsOnly(updater: NsisUpdater): void {
  const requests: Requests = Reflect.get(updater, 'httpExecutor');
  const [doApiRequest, doDownload] = [requests.doApiRequest.bind(requests), requests.doDownload.bind(requests)];
  requests.doApiRequest = (address, ...rest) =>
    isHttps(address) ? doApiRequest(address, ...rest) : Promise.reject(refused(address));
  requests.doDownload = (address, download, ...rest) =>
    isHttps(address) ? doDownload(address, download, ...rest) : download.callback(refused(address));
}

const isHttps = ({ protocol }: Address): boolean => protocol === 'https:';

const refused = ({ protocol, hostname }: Address): SpamsError =>
  new SpamsError('update-refused', { detail: `led to ${protocol}//${hostname}` });
