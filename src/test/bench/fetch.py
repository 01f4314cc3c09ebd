"""Serves feeds on loopback, a host each, and times who fetches them; called by fetch.sh.

    fetch.py WORK JAVA LIBRARIES ROUNDS
"""

import gzip
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

WORK, JAVA, LIBRARIES, ROUNDS = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
HERE = os.path.dirname(os.path.abspath(__file__))
PORT, DRIP_PORT = 8391, 8392
HOSTS = 10_000
FLAGS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx400m"]


def path(*names):
    return os.path.join(WORK, *names)


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as f:
        f.write(text)


def put(name, rng):
    """A feed of some 20 KB with its ready-made gzip."""
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(400)]
    text = "".join(
        f"<item><title>{' '.join(rng.choices(words, k=6))}</title><guid>http://x.example/{i}</guid>"
        f"<description>{' '.join(rng.choices(words, k=120))}</description></item>"
        for i in range(20)
    )
    data = f"<rss version='2.0'><channel><title>B</title>{text}</channel></rss>".encode()
    with open(path(name), "wb") as f, open(path(name) + ".gz", "wb") as z:
        f.write(data)
        z.write(gzip.compress(data))


def host(second, i):
    return f"127.{second}.{i // 250}.{i % 250 + 1}"


def serve():
    """One file stands for all feeds, until one of them has a file of its own."""
    os.makedirs(path("root/f"))
    os.chmod(WORK, 0o755)
    put("root/same", random.Random(0))
    listen = "".join(f"listen {host(1, i)}:{PORT};" for i in range(HOSTS))
    temp = "".join(f"{t}_temp_path {WORK}/{t};" for t in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    write(
        "nginx.conf",
        f"pid {WORK}/pid; error_log {WORK}/error.log; worker_processes 1; daemon off;"
        f"events {{ worker_connections 15000; }} http {{ access_log off; {temp} gzip_static on; gzip_vary on;"
        f"default_type application/rss+xml; keepalive_requests 100000; server {{ {listen}"
        f"root {WORK}/root; location / {{ try_files $uri /same; }} }} }}",
    )
    servers.append(subprocess.Popen(["nginx", "-c", path("nginx.conf"), "-e", path("error.log")]))
    servers.append(subprocess.Popen([sys.executable, os.path.join(HERE, "drip.py"), str(DRIP_PORT), "300"]))
    for last in [(host(1, HOSTS - 1), PORT), (host(2, 299), DRIP_PORT)]:
        for _ in range(100):
            try:
                socket.create_connection(last).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)


def url(i):
    return f"http://{host(1, i)}:{PORT}/f/{i}"


def drip_url(i):
    return f"http://{host(2, i)}:{DRIP_PORT}/drip/{i}"


def change(feeds, per_cent):
    for i in range(0, feeds, 100 // per_cent):
        put(f"root/f/{i}", random.Random(i + 1))


def reset():
    for name in ["root/f", "etags"]:
        shutil.rmtree(path(name), ignore_errors=True)
        os.makedirs(path(name))
    if os.path.exists(path("state")):
        os.remove(path("state"))


def timed(command):
    start = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return time.monotonic() - start, done.stdout


def curl(urls):
    etags = path("etags")
    write(
        "curl",
        "next\n".join(
            f'url = "{u}"\noutput = "/dev/null"\netag-save = "{etags}/{i}"\netag-compare = "{etags}/{i}"\ncompressed\nsilent\n'
            for i, u in enumerate(urls)
        ),
    )
    return ["curl", "--parallel", "--parallel-max", "32", "--config", path("curl")]


def orrery(urls, *more):
    write("urls", "".join(u + "\n" for u in urls))
    return [JAVA, *FLAGS, *more, "-cp", path("bench.jar") + ":" + LIBRARIES, "orrery.fetch.FetchBench", path("urls"), path("state"), "32"]


def main():
    cache = "-XX:AOTCache=" + path("aot")
    subprocess.run(orrery([url(i) for i in range(100)], "-XX:AOTCacheOutput=" + path("aot"), "-Xlog:disable"), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print("load before:", os.getloadavg()[0])
    for feeds in [1000, 10_000]:
        urls = [url(i) for i in range(feeds)]
        times = {}
        for _ in range(ROUNDS):
            for name, command in [("curl", curl), ("orrery", lambda u: orrery(u, cache))]:
                reset()
                for cycle in ["cold", "unchanged", "2 %"]:
                    if cycle == "2 %":
                        change(feeds, 2)
                    took, said = timed(command(urls))
                    times.setdefault((cycle, name), []).append(took)
                    if name == "orrery":
                        expected = {"cold": feeds, "unchanged": 0, "2 %": feeds // 50}[cycle]
                        assert (f"Fresh={expected}" in said) == (expected > 0) and "Failed" not in said, said
        for cycle in ["cold", "unchanged", "2 %"]:
            c, o = (statistics.median(times[cycle, name]) for name in ["curl", "orrery"])
            print(f"{feeds:6} feeds, {cycle:9}: curl {c:6.2f} s, orrery {o:6.2f} s, ratio {o / c:.2f}")
    for slow in [0, 10, 100, 300]:
        urls = [drip_url(i) for i in range(slow)] + [url(i) for i in range(1000 - slow)]
        random.Random(0).shuffle(urls)
        quick, whole = [], []
        for _ in range(ROUNDS):
            reset()
            took, said = timed(orrery(urls, cache))
            whole.append(took)
            quick.append(float(said.split("quick ")[1].split()[0]))
        print(f"{slow:3} of 1000 drip for 10 s: the others done after {statistics.median(quick):.2f} s, all after {statistics.median(whole):.2f} s")
    print("load after:", os.getloadavg()[0])


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
sys.stdout.reconfigure(line_buffering=True)
servers = []
try:
    serve()
    main()
finally:
    for server in servers:
        server.terminate()
        server.wait()
