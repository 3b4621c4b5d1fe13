//! How does a TOML editor learn which keys there are? JSON Schemas (2020-12) made from the shapes.

use serde_json::{Map, Value, json};

use crate::load::shape::{FILES, Field, Kind, SORT, Shape};

/// A schema's file name, the files it describes (a glob below the project), and the schema itself.
pub struct Schema {
    /// Such as `indikator.schema.json`.
    pub file: String,
    /// Such as `content/indikatorer/*.toml`.
    pub describes: &'static str,
    /// The JSON text.
    pub text: String,
}

/// One schema for each kind of TOML file.
#[must_use]
pub fn schemas() -> Vec<Schema> {
    let schema = |(name, describes, shape): &(&str, &'static str, &'static Shape)| {
        let mut value = object(shape);
        value.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        value.insert("title".into(), json!(format!("Redovisa: {}", shape.what)));
        let text = serde_json::to_string_pretty(&Value::Object(value)).expect("a JSON value can be written");
        Schema { file: format!("{name}.schema.json"), describes, text: text + "\n" }
    };
    FILES.iter().map(schema).collect()
}

fn object(shape: &Shape) -> Map<String, Value> {
    let properties: Map<String, Value> =
        shape.fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> = shape.fields.iter().filter(|f| f.required && f.sorts.is_empty()).map(|f| f.key).collect();
    let mut value = Map::new();
    value.insert("type".into(), json!("object"));
    value.insert("additionalProperties".into(), json!(false));
    value.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        value.insert("required".into(), json!(required));
    }
    let sorts: Vec<Value> = sorts(shape).map(|sort| of_sort(shape, sort)).collect();
    if !sorts.is_empty() {
        value.insert("allOf".into(), json!(sorts));
    }
    value
}

/// The sorts that a table can be of, if they have keys of their own.
fn sorts(shape: &Shape) -> impl Iterator<Item = &'static str> {
    let parted = shape.fields.iter().any(|field| !field.sorts.is_empty());
    let words =
        shape.fields.iter().filter(move |field| parted && field.key == SORT).flat_map(|field| match field.kind {
            Kind::Choice(words) => words,
            _ => &[],
        });
    words.copied().collect::<Vec<_>>().into_iter()
}

/// Which keys a table of a sort must have, and which it must not.
fn of_sort(shape: &Shape, sort: &str) -> Value {
    let own = |field: &&Field| field.sorts.contains(&sort);
    let parted = || shape.fields.iter().filter(|field| !field.sorts.is_empty());
    let required: Vec<&str> = parted().filter(own).filter(|field| field.required).map(|field| field.key).collect();
    let stray: Map<String, Value> =
        parted().filter(|field| !own(field)).map(|field| (field.key.to_owned(), json!(false))).collect();
    json!({"if": {"properties": {SORT: {"const": sort}}}, "then": {"required": required, "properties": stray}})
}

fn property(field: &Field) -> Value {
    let mut value = match field.kind {
        Kind::Text => json!({"type": "string", "minLength": 1}),
        Kind::Exact => json!({"type": "string"}),
        Kind::Slug => json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
        Kind::Date => json!({"type": "string", "format": "date"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Link => json!({"type": "string", "pattern": "^https://[^\\s]+$"}),
        Kind::Integer(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Kind::Choice(words) => json!({"type": "string", "enum": words}),
        Kind::Texts => json!({"type": "array", "items": {"type": "string", "minLength": 1}}),
        Kind::Table(shape) => Value::Object(object(shape)),
        Kind::Tables(shape) => json!({"type": "array", "items": object(shape)}),
    };
    value["description"] = json!(field.doc);
    value
}
