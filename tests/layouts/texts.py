"""What the invented buyers of the corpus ask, in our own words."""

ACCESS = (
    "Do you require multi-factor authentication for administrators?",
    "Are access rights reviewed at least every quarter?",
    "Is access of leavers removed within one working day?",
    "Are shared accounts forbidden?",
)
DATA = (
    "Is customer data encrypted at rest?",
    "Is data in transit protected with TLS 1.2 or higher?",
    "Do you keep customer data of different tenants apart?",
    "Are backups restored as a test once a year?",
)
OPERATIONS = (
    "Do you scan production systems for vulnerabilities every month?",
    "Are changes approved by a second person before release?",
    "Do you tell customers of a breach within 72 hours?",
    "Is there an on-call rota for security alerts?",
)
OPEN = (
    "Describe how secrets are stored and rotated.",
    "Describe your process for handling incidents.",
    "How do you choose and review your suppliers?",
    "Which regions do you host customer data in?",
)
STATEMENTS = (
    "The organisation maintains an inventory of its information assets.",
    "Security training is completed by all staff every year.",
    "Logs of production systems are retained for at least one year.",
    "A penetration test is performed annually by an outside party.",
    "Production data is never used in test environments.",
    "Laptops are encrypted and managed centrally.",
)
GERMAN = (
    "Werden Kundendaten im Ruhezustand verschlüsselt?",
    "Ist für Administratoren eine Mehr-Faktor-Anmeldung vorgeschrieben?",
    "Gibt es ein Verfahren für Sicherheitsvorfälle?",
    "Wie lange werden Protokolle aufbewahrt?",
    "Führen Sie jährlich Penetrationstests durch?",
)
FRENCH = (
    "Les données des clients sont-elles chiffrées au repos ?",
    "Disposez-vous d'une procédure de gestion des incidents ?",
    "Décrivez la gestion des habilitations.",
    "Les sauvegardes sont-elles testées chaque année ?",
    "Combien de temps conservez-vous les journaux ?",
)
SPANISH = (
    "¿Se cifran los datos de los clientes en reposo?",
    "¿Dispone la empresa de un plan de respuesta a incidentes?",
    "Describa el proceso de gestión de accesos.",
    "¿Se realizan pruebas de penetración cada año?",
    "¿Con qué frecuencia se revisan los permisos?",
)
ITALIAN = (
    "I dati dei clienti sono cifrati a riposo?",
    "Avete un piano di risposta agli incidenti?",
    "Descrivere la gestione degli accessi.",
    "Con quale frequenza vengono provati i backup?",
)
PORTUGUESE = (
    "Os dados dos clientes são cifrados em repouso?",
    "Existe um plano de resposta a incidentes?",
    "Descreva a gestão de acessos.",
    "Com que frequência são testadas as cópias de segurança?",
)
DUTCH = (
    "Worden klantgegevens versleuteld opgeslagen?",
    "Is er een procedure voor beveiligingsincidenten?",
    "Beschrijf hoe toegangsrechten worden beheerd.",
    "Hoe lang worden logbestanden bewaard?",
)
GUIDANCE = (
    "Think of administrators, service accounts and break-glass users. Say which of your systems are covered, and name "
    "the tool. If only some systems are covered, say which are not and until when that will be mended. A yes without "
    "an explanation is counted as a no by our reviewers."
)
