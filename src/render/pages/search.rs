//! Where does a reader search? The page is empty until `static/sok-sida.js` fills it; without a script the field leads to the register.

use crate::error::Error;
use crate::render::page::{Page, Press};

/// Prints the page of the search.
pub(in crate::render) fn print(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let (title, about) = (press.locale.text("page.search"), press.locale.text("description.search"));
    press.print("sok.html", &Page::new("sok/", title, about, ()))
}
