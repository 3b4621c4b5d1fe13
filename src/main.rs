//! temporary
fn main() {
    let world = redovisa::world::DiskWorld::new(".");
    let b = redovisa::build(&world, std::path::Path::new("public"), &|_| ()).unwrap();
    println!("{}", redovisa::report::draw(&b.sources, &b.diagnostics, false));
    println!("{:?}", b.written);
}
