//! Frames → evidence, both looks and the indexes included. Throughput: calendars and networks.

mod common;

use std::hint::black_box;

use common::{SIZES, World, detect, group};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kosring::detect::Facts;

fn frames_to_evidence(criterion: &mut Criterion) {
    let mut group = group(criterion, "detect");
    for world in SIZES.map(World::new) {
        let frames = world.frames();
        let rows = frames.calendars.height() + frames.networks.height();
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(BenchmarkId::from_parameter(world.accounts), |bencher| {
            bencher.iter_with_large_drop(|| detect(&Facts::new(black_box(&frames), &world.settings)));
        });
    }
    group.finish();
}

criterion_group!(benches, frames_to_evidence);
criterion_main!(benches);
