//! The whole job: files → report folder. Throughput: rows of all exports.

mod common;

use common::{SIZES, World, group};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn files_to_report(criterion: &mut Criterion) {
    let mut group = group(criterion, "analyze");
    let place = tempfile::tempdir().expect("a temporary folder");
    for world in SIZES.map(World::new) {
        let rows = world.ingest().inputs.iter().map(|input| input.file.rows).sum();
        group.throughput(Throughput::Elements(rows));
        group.bench_function(BenchmarkId::from_parameter(world.accounts), |bencher| {
            bencher.iter(|| world.analyze(&place.path().join("report")));
        });
    }
    group.finish();
}

criterion_group!(benches, files_to_report);
criterion_main!(benches);
