//! Files → typed, checked, interned values. Throughput: rows of all exports.

mod common;

use std::hint::black_box;

use common::{SIZES, World, group};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn ingest(criterion: &mut Criterion) {
    let mut group = group(criterion, "ingest");
    for world in SIZES.map(World::new) {
        let rows = world.ingest().inputs.iter().map(|input| input.file.rows).sum();
        group.throughput(Throughput::Elements(rows));
        group.bench_function(BenchmarkId::from_parameter(world.accounts), |bencher| {
            bencher.iter_with_large_drop(|| black_box(world.ingest()));
        });
    }
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);
