"""How the work grows with the input: exponents by family of material and by stage."""

from __future__ import annotations

import argparse
import gc
import math
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from growth_families import FAMILIES
from policy_extract import findings
from policy_extract.extract import Extractors
from policy_extract.layout import Layouter
from policy_extract.lexicon import load
from policy_extract.model import DocumentSource
from policy_extract.resolve import Resolver
from policy_extract.work import composed

lexicon = load(local=False)
layouter, extractors, resolver = Layouter(lexicon), Extractors(lexicon), Resolver(lexicon)


def stages(texts):
    t = {}

    def run(name, work):
        gc.disable()
        b = process_time()
        r = work()
        t[name] = process_time() - b
        gc.enable()
        gc.collect()
        return r

    named = {f"d{i}": x for i, x in enumerate(texts)}
    plans = run("layout", lambda: [layouter.lay_out(k, v) for k, v in named.items()])
    docs = run(
        "extract",
        lambda: [
            composed(
                p.id,
                DocumentSource(
                    path="x", sha256="", format="txt", encoding="utf-8", chars=len(p.text)
                ),
                p,
                extractors.run(p),
            )
            for p in plans
        ],
    )
    link = run("link", lambda: resolver.link(docs, named))
    filled, ents = run("fill", lambda: link.fill(named))
    pairs = run("unsure", lambda: link.unsure(ents))
    run("findings", lambda: findings.find(filled, ents, lexicon, named, pairs))
    return t


def main():
    o = argparse.ArgumentParser()
    o.add_argument("--only", default="")
    o.add_argument("--start", type=int, default=0)
    o.add_argument("--times", type=int, default=1)
    o.add_argument("--factor", type=int, default=4)
    a = o.parse_args()
    stages(FAMILIES[0].make(20))
    for f in FAMILIES[a.start :]:
        if a.only not in f.name:
            continue
        n = f.size * a.times
        small = stages(f.make(n))
        big = stages(f.make(a.factor * n))
        out = []
        for s in big:
            if big[s] > 0.03:
                e = math.log(big[s] / max(small[s], 1e-4)) / math.log(a.factor)
                out.append(
                    f"{s} {e:.2f} ({small[s]:.3f}→{big[s]:.3f})" + ("  <<<" if e > 1.2 else "")
                )
        print(f"{f.name:38} n={n:<6}", "; ".join(out), flush=True)


main()
