//! Where the nodes of a ring's picture stand: a force-directed layout (Fruchterman and Reingold, *Graph
//! Drawing by Force-directed Placement*, Software: Practice and Experience 21, 1991) without randomness.
//!
//! Cost: steps × nodes², bounded by [`WORK`].

/// Pairs of nodes looked at in all; smaller graphs take up to [`STEPS`] steps.
const WORK: usize = 600_000;
/// More steps change nothing that is seen.
const STEPS: usize = 220;
/// Width and height of the picture.
pub const SIZE: (f64, f64) = (760.0, 460.0);
/// Room for shapes and names at the edges.
const MARGIN: f64 = 46.0;

/// Places of `count` nodes with `edges` between them, in whole units within [`SIZE`].
pub fn layout(count: usize, edges: &[(usize, usize)]) -> Vec<(i32, i32)> {
    if count == 1 {
        return vec![(SIZE.0 as i32 / 2, SIZE.1 as i32 / 2)];
    }
    let mut at: Vec<(f64, f64)> = (0..count).map(|i| start(i, count)).collect();
    let ideal = (1.0 / count as f64).sqrt();
    let steps = (WORK / (count * count).max(1)).clamp(20, STEPS);
    for step in 0..steps {
        let heat = 0.12 * (1.0 - step as f64 / steps as f64);
        let moves = forces(&at, edges, ideal);
        for (place, force) in at.iter_mut().zip(moves) {
            let length = force.0.hypot(force.1).max(1e-9);
            let stride = length.min(heat);
            *place = (place.0 + force.0 / length * stride, place.1 + force.1 / length * stride);
        }
    }
    fit(&at)
}

/// Nodes begin on a sunflower spiral, so that no two are at one place and none is preferred.
fn start(i: usize, count: usize) -> (f64, f64) {
    const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;
    let (radius, angle) = (((i as f64 + 0.5) / count as f64).sqrt() * 0.5, i as f64 * GOLDEN_ANGLE);
    (radius * angle.cos(), radius * angle.sin())
}

fn forces(at: &[(f64, f64)], edges: &[(usize, usize)], ideal: f64) -> Vec<(f64, f64)> {
    // A pull to the middle keeps parts without a tie in the picture.
    let mut forces: Vec<(f64, f64)> = at.iter().map(|p| (-p.0 * 0.08, -p.1 * 0.08)).collect();
    for i in 0..at.len() {
        for j in 0..i {
            let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
            let push = ideal * ideal / (dx * dx + dy * dy).max(1e-6) * 0.5;
            forces[i] = (forces[i].0 + dx * push, forces[i].1 + dy * push);
            forces[j] = (forces[j].0 - dx * push, forces[j].1 - dy * push);
        }
    }
    for &(a, b) in edges {
        let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
        let pull = dx.hypot(dy) / ideal * 0.5;
        forces[a] = (forces[a].0 - dx * pull, forces[a].1 - dy * pull);
        forces[b] = (forces[b].0 + dx * pull, forces[b].1 + dy * pull);
    }
    forces
}

/// Stretches the places over the picture; whole units hide the last bits of floating point.
fn fit(at: &[(f64, f64)]) -> Vec<(i32, i32)> {
    let range = |of: fn(&(f64, f64)) -> f64| {
        let low = at.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = at.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (low, (high - low).max(1e-9))
    };
    let (x, y) = (range(|p| p.0), range(|p| p.1));
    let place = |v: f64, (low, width): (f64, f64), size: f64| {
        (MARGIN + (v - low) / width * (size - 2.0 * MARGIN)).round() as i32
    };
    at.iter().map(|p| (place(p.0, x, SIZE.0), place(p.1, y, SIZE.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: nodes drawn on top of each other or outside the picture, and a picture that changes from
    /// run to run.
    #[test]
    fn nodes_stand_apart_inside_the_picture() {
        let star: Vec<(usize, usize)> = (1..12).map(|leaf| (0, leaf)).collect();
        let places = layout(14, &star);
        assert_eq!(places, layout(14, &star));
        for (i, a) in places.iter().enumerate() {
            assert!((0..=SIZE.0 as i32).contains(&a.0) && (0..=SIZE.1 as i32).contains(&a.1), "{a:?}");
            for b in &places[..i] {
                assert!((a.0 - b.0).abs() + (a.1 - b.1).abs() > 24, "{a:?} {b:?} in {places:?}");
            }
        }
    }
}
