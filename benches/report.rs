//! Rings and evidence → the report folder, on disk but not published. Throughput: evidence rows.

mod common;

use std::collections::BTreeMap;
use std::hint::black_box;

use common::{SIZES, World, detect, group};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kosring::detect::Facts;
use kosring::report::{self, Folder, Intake, Outcome};
use kosring::rings::rings;
use kosring::score::score;

fn rings_to_folder(criterion: &mut Criterion) {
    let mut group = group(criterion, "report");
    let place = tempfile::tempdir().expect("a temporary folder");
    let intake = Intake {
        inputs: Vec::new(),
        rejected: Vec::new(),
        rows: BTreeMap::new(),
        spilled_runs: 0,
        bystanders: 0,
    };
    for world in SIZES.map(World::new) {
        let frames = world.frames();
        let facts = Facts::new(&frames, &world.settings);
        let evidence = detect(&facts);
        let scores = score(&evidence, facts.accounts.count(), &world.settings);
        let rings = rings(&facts, &evidence, &scores, &world.settings);
        group.throughput(Throughput::Elements(evidence.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(world.accounts), |bencher| {
            bencher.iter_batched_ref(
                || Folder::prepare(&place.path().join("report")).expect("a writable folder"),
                |folder| {
                    let outcome = Outcome::new(&facts, black_box(&evidence), &scores, &rings, &[], &intake);
                    report::write(&outcome, folder).expect("room on the disk");
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, rings_to_folder);
criterion_main!(benches);
