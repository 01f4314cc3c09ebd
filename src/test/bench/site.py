"""Renders a planet of made-up feeds that are read from files; called by site.sh.

    site.py WORK ORRERY CLASSPATH POSTS_STORED FEEDS
"""

import datetime
import itertools
import os
import random
import subprocess
import sys
import time

WORK, ORRERY, CLASSPATH, STORED, FEEDS = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
EACH = 20
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.timezone.utc)
os.environ["SOURCE_DATE_EPOCH"] = str(int(NOW.timestamp()))
rnd = random.Random(1)
words = ["".join(rnd.choice("bcdfglmnprstv") + rnd.choice("aeiou") for _ in range(rnd.randint(1, 4))) for _ in range(30_000)]
often = list(itertools.accumulate(1 / (i + 2.7) for i in range(len(words))))


def text(n):
    return " ".join(rnd.choices(words, cum_weights=often, k=n))


def entry(feed, n, when):
    paragraphs = "".join(f"&lt;p&gt;{text(60)}.&lt;/p&gt;" for _ in range(rnd.randint(1, 9)))
    tags = "".join(f'<category term="{w}"/>' for w in rnd.choices(words[200:500], k=rnd.randint(0, 3)))
    return (f"<entry><id>tag:{feed}.example,2026:{n}</id><title>{text(6)}</title>{tags}"
            f'<link href="https://b{feed}.example.org/{n}"/><updated>{when.isoformat()}</updated>'
            f'<content type="html">{paragraphs}&lt;p&gt;&lt;a href="https://b{rnd.randrange(FEEDS)}.example.org/"&gt;there&lt;/a&gt;</content></entry>')


def save(feed, entries):
    with open(f"{WORK}/feeds/{feed}.xml", "w", encoding="utf-8") as f:
        f.write(f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{"de" if feed % 5 == 0 else "en"}"><id>f{feed}</id><title>Blog {feed}</title>'
                f'<link href="https://b{feed}.example.org/"/><updated>{NOW.isoformat()}</updated><author><name>{words[feed]}</name></author>'
                + "".join(entries) + "</feed>")


entries = {}
rounds = 0


def news():
    """Twenty feeds have a post more."""
    global rounds
    rounds += 1
    for i in range(20):
        feed = (rounds * 31 + i * 47) % FEEDS
        entries[feed].insert(0, entry(feed, f"new{rounds}", NOW - datetime.timedelta(minutes=i + rounds)))
        save(feed, entries[feed])


def cycle(what):
    before = time.time()
    if os.path.exists(f"{WORK}/site"):
        time.sleep(1.1)  # files' times may be of whole seconds
    start, since = time.monotonic(), time.time()
    with open(f"{WORK}/log", "w") as log:
        process = subprocess.Popen([ORRERY, "run", "--all", "-c", f"{WORK}/feeds.ini"], cwd=WORK, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    took = time.monotonic() - start
    if status:
        sys.exit(open(f"{WORK}/log").read())
    files = size = every = total = 0
    for folder, _, names in os.walk(f"{WORK}/site"):
        for name in names:
            stat = os.stat(os.path.join(folder, name))
            every, total = every + 1, total + stat.st_size
            if stat.st_mtime >= since - 0.01:
                files, size = files + 1, size + stat.st_size
    print(f"{what:44} CPU {used.ru_utime + used.ru_stime:7.1f} s  wall {took:7.1f} s  peak {used.ru_maxrss / 1024:4.0f} MiB  wrote {files:6} files, "
          f"{size / 1e6:7.1f} MB, of {every} files, {total / 1e6:.0f} MB", flush=True)


os.makedirs(f"{WORK}/feeds")
for feed in range(FEEDS):
    entries[feed] = [entry(feed, n, NOW - datetime.timedelta(days=rnd.expovariate(1 / 200) + 1)) for n in range(EACH)]
    save(feed, entries[feed])
with open(f"{WORK}/feeds.ini", "w") as f:
    f.write("[planet]\nname = Bench\nlink = https://planet.example.org/\nowner_name = B\n" +
            "".join(f"\n[feeds/{feed}.xml]\nname = Blog {feed}\n" for feed in range(FEEDS)))

cycle(f"{FEEDS} feeds, {FEEDS * EACH} posts, from nothing")
for _ in range(3):
    news()
    cycle("20 new posts")
cycle("none")
if STORED:
    subprocess.run([os.environ["JAVA_HOME"] + "/bin/java", "-Xmx6g", "-cp", CLASSPATH, "orrery.store.SiteBench", WORK, str(STORED)], check=True)
    news()
    cycle(f"{STORED} more stored, 20 new posts: settling")
    for _ in range(3):
        news()
        cycle("20 new posts")
    cycle("none")
