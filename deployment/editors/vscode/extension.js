// Starts `bin/stockrule lsp` and lets it speak for profiles. Everything that is said of them comes from there.

const { workspace, window } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

const NAMES = ['warehouses', 'closedWarehouses', 'vendors', 'productTypes', 'tags', 'collections', 'metafields'];

let client;

/** The merchant's names as they are set, with all that are set nowhere left empty. */
function names() {
    const settings = workspace.getConfiguration('stockrule.names');
    return Object.fromEntries(NAMES.map((name) => [name, settings.get(name, [])]));
}

function server() {
    const settings = workspace.getConfiguration('stockrule');
    const rules = settings.get('rules', '');
    return {
        command: settings.get('command', 'stockrule'),
        args: rules === '' ? ['lsp'] : ['lsp', '--rules', rules],
        transport: TransportKind.stdio,
    };
}

async function activate(context) {
    client = new LanguageClient('stockrule', 'Stockrule', server(), {
        documentSelector: [{ language: 'stockrule' }],
        initializationOptions: names(),
    });
    context.subscriptions.push(workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('stockrule.names')) {
            client.sendNotification('workspace/didChangeConfiguration', { settings: { stockrule: names() } });
        }
    }));
    try {
        await client.start();
    } catch (cause) {
        window.showErrorMessage(
            `Stockrule does not start: ${cause.message ?? cause}. Is the setting stockrule.command the path of bin/stockrule?`);
    }
}

function deactivate() {
    return client?.needsStop() ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
