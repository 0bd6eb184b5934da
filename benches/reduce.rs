//! Logins → calendars and networks. Throughput: logins.

mod common;

use std::time::Duration;

use common::{SIZES, World, group};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kosring::reduce::{Keep, reduce};

fn logins_to_calendars(criterion: &mut Criterion) {
    let mut group = group(criterion, "reduce");
    // Each run needs logins read afresh, which takes some ten times as long and is not measured.
    group
        .sample_size(30)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200));
    for world in SIZES.map(World::new) {
        let rows = world.logins().0.per_day.values().sum();
        let zone = world.settings.zone();
        group.throughput(Throughput::Elements(rows));
        group.bench_function(BenchmarkId::from_parameter(world.accounts), |bencher| {
            bencher.iter_batched(
                || world.logins(),
                |(log, numbers, window)| reduce(log, numbers, window, &zone, Keep::default()),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, logins_to_calendars);
criterion_main!(benches);
