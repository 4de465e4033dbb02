//! The tree of a page. All nodes are in one list and name each other by their places in it, so that neither walking nor
//! dropping a tree calls itself, however deep a page nests.

use super::crowded::MOST_ATTRIBUTES;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::iter::{from_fn, successors};

/// A page as a browser understands it. The contents of a `template` are its children.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A node of one tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct NodeId(usize);

impl NodeId {
    /// Its place in a list that has one entry for each node.
    pub(super) fn at(self) -> usize {
        self.0
    }
}

/// What a node is.
pub(super) enum Kind {
    Element(Element),
    Text(StrTendril),
    /// The document itself, a comment or a processing instruction.
    Other,
}

pub(super) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
}

/// A step of a walk.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Before the children of a node.
    Enter(NodeId),
    /// After them.
    Leave(NodeId),
}

struct Node {
    kind: Kind,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

impl Tree {
    pub(super) const ROOT: NodeId = NodeId(0);

    pub(super) fn parse(html: &str) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.create(Kind::Other);
        parse_document(Sink(RefCell::new(tree)), ParseOpts::default()).one(html)
    }

    pub(super) fn kind(&self, id: NodeId) -> &Kind {
        &self.nodes[id.0].kind
    }

    pub(super) fn element(&self, id: NodeId) -> Option<&Element> {
        if let Kind::Element(element) = self.kind(id) { Some(element) } else { None }
    }

    /// A node and all below it, in the order of the page.
    pub(super) fn walk(&self, top: NodeId) -> impl Iterator<Item = Step> {
        let mut next = Some(Step::Enter(top));
        from_fn(move || {
            let step = next?;
            next = match step {
                Step::Enter(id) => Some(self.nodes[id.0].first.map_or(Step::Leave(id), Step::Enter)),
                Step::Leave(id) if id == top => None,
                Step::Leave(id) => {
                    let Node { next, parent, .. } = self.nodes[id.0];
                    next.map(Step::Enter).or(parent.map(Step::Leave))
                }
            };
            Some(step)
        })
    }

    /// The elements of the page, in its order.
    pub(super) fn elements(&self) -> impl Iterator<Item = (NodeId, &Element)> {
        self.walk(Self::ROOT).filter_map(|step| match step {
            Step::Enter(id) => Some((id, self.element(id)?)),
            Step::Leave(_) => None,
        })
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.0].parent
    }

    pub(super) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.0].next
    }

    pub(super) fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.0].previous
    }

    /// The nodes right in a node.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        successors(self.nodes[id.0].first, |child| self.nodes[child.0].next)
    }

    /// The nodes around a node, the nearest first.
    pub(super) fn around(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        successors(self.parent(id), |id| self.parent(*id))
    }

    /// All the text in a node, as it is written.
    pub(super) fn all_text(&self, id: NodeId) -> String {
        let texts = self.walk(id).filter_map(|step| match step {
            Step::Enter(id) => {
                if let Kind::Text(text) = self.kind(id) {
                    Some(&**text)
                } else {
                    None
                }
            }
            Step::Leave(_) => None,
        });
        texts.collect()
    }

    /// The text right in a node, without that of the elements in it.
    pub(super) fn text(&self, id: NodeId) -> String {
        let text = |child| if let Kind::Text(text) = self.kind(child) { Some(&**text) } else { None };
        self.children(id).filter_map(text).collect()
    }

    fn create(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node { kind, parent: None, previous: None, next: None, first: None, last: None });
        NodeId(self.nodes.len() - 1)
    }

    /// Puts a child before one of the others, or behind them all. Text becomes part of the text before it.
    fn insert(&mut self, parent: NodeId, next: Option<NodeId>, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(child) = child {
            self.detach(child);
        }
        let previous = next.map_or(self.nodes[parent.0].last, |next| self.nodes[next.0].previous);
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                if let Some(previous) = previous
                    && let Kind::Text(before) = &mut self.nodes[previous.0].kind
                {
                    return before.push_tendril(&text);
                }
                self.create(Kind::Text(text))
            }
        };
        let node = &mut self.nodes[child.0];
        (node.parent, node.previous, node.next) = (Some(parent), previous, next);
        self.link(parent, previous, next, (Some(child), Some(child)));
    }

    fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id.0];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        if let Some(parent) = parent {
            self.link(parent, previous, next, (next, previous));
        }
    }

    /// Makes two neighbours, or the ends of their parent, name the nodes after the former and before the latter.
    fn link(
        &mut self,
        parent: NodeId,
        previous: Option<NodeId>,
        next: Option<NodeId>,
        (after, before): (Option<NodeId>, Option<NodeId>),
    ) {
        match previous {
            Some(previous) => self.nodes[previous.0].next = after,
            None => self.nodes[parent.0].first = after,
        }
        match next {
            Some(next) => self.nodes[next.0].previous = before,
            None => self.nodes[parent.0].last = before,
        }
    }
}

impl Element {
    /// Without a namespace: the `title` of a picture is one as well.
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|one| one.name.ns.is_empty() && *one.name.local == *name);
        found.map(|attribute| &*attribute.value)
    }

    /// The words of an attribute that holds several, like `class`.
    pub(super) fn each(&self, name: &str) -> impl Iterator<Item = &str> {
        self.attribute(name).unwrap_or_default().split_ascii_whitespace()
    }

    /// Does an attribute that holds several words hold one of these?
    pub(super) fn has(&self, name: &str, any: &[&str]) -> bool {
        self.each(name).any(|word| any.iter().any(|one| word.eq_ignore_ascii_case(one)))
    }
}

/// What the parser builds the tree with. It wants to share it, hence the cell.
struct Sink(RefCell<Tree>);

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn get_document(&self) -> NodeId {
        Tree::ROOT
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, id: &NodeId) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match tree.kind(*id) {
            Kind::Element(element) => &element.name,
            Kind::Text(_) | Kind::Other => unreachable!("the parser asks only elements for their names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> NodeId {
        self.0.borrow_mut().create(Kind::Element(Element { name, attributes }))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.0.borrow_mut().create(Kind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.0.borrow_mut().create(Kind::Other)
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.0.borrow_mut().insert(*parent, None, child);
    }

    fn append_before_sibling(&self, next: &NodeId, child: NodeOrText<NodeId>) {
        let mut tree = self.0.borrow_mut();
        if let Some(parent) = tree.nodes[next.0].parent {
            tree.insert(parent, Some(*next), child);
        }
    }

    fn append_based_on_parent_node(&self, next: &NodeId, parent: &NodeId, child: NodeOrText<NodeId>) {
        if self.0.borrow().nodes[next.0].parent.is_some() {
            self.append_before_sibling(next, child);
        } else {
            self.append(parent, child);
        }
    }

    fn add_attrs_if_missing(&self, id: &NodeId, attributes: Vec<Attribute>) {
        if let Kind::Element(element) = &mut self.0.borrow_mut().nodes[id.0].kind {
            // All tags `body` are one, and each attribute is compared with all before it.
            let room = MOST_ATTRIBUTES.saturating_sub(element.attributes.len());
            for attribute in attributes.into_iter().take(room) {
                if element.attributes.iter().all(|known| known.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn get_template_contents(&self, template: &NodeId) -> NodeId {
        *template
    }

    fn remove_from_parent(&self, id: &NodeId) {
        self.0.borrow_mut().detach(*id);
    }

    fn reparent_children(&self, from: &NodeId, to: &NodeId) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree.nodes[from.0].first {
            tree.insert(*to, None, NodeOrText::AppendNode(child));
        }
    }
}
