//! Evidence → scores → rings. Throughput: evidence rows.

mod common;

use std::hint::black_box;

use common::{SIZES, World, detect, group};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kosring::detect::Facts;
use kosring::rings::rings;
use kosring::score::score;

fn evidence_to_rings(criterion: &mut Criterion) {
    let mut group = group(criterion, "rings");
    for world in SIZES.map(World::new) {
        let frames = world.frames();
        let facts = Facts::new(&frames, &world.settings);
        let evidence = detect(&facts);
        group.throughput(Throughput::Elements(evidence.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(world.accounts), |bencher| {
            bencher.iter_with_large_drop(|| {
                let scores = score(black_box(&evidence), facts.accounts.count(), &world.settings);
                let rings = rings(&facts, &evidence, &scores, &world.settings);
                (scores, rings)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, evidence_to_rings);
criterion_main!(benches);
